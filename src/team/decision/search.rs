//! The log searched: every word must be somewhere in a decision, without regard to case and accents.

use converel_core::words::fold;
use converel_protocol::team::decision::Decision;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    words: Vec<String>,
}

impl Search {
    /// The words of a text; an empty one finds everything.
    pub fn of(text: &str) -> Self {
        Self { words: fold(text).split_whitespace().map(str::to_owned).collect() }
    }

    /// Whether every word is in its title, its texts, its options, its categories or the names of its people.
    pub fn finds(&self, decision: &Decision) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let text = text(decision);
        self.words.iter().all(|word| text.contains(word.as_str()))
    }
}

/// Everything that is searched, made comparable. Fields are kept apart, so that no word is found across two.
fn text(decision: &Decision) -> String {
    let mut whole = String::new();
    let mut add = |field: &str| {
        whole.push_str(field);
        whole.push('\n');
    };
    if decision.number > 0 {
        add(&format!("{:04}", decision.number));
    }
    for field in [
        &decision.title,
        &decision.context,
        &decision.recommendation,
        &decision.consequences,
        &decision.outcome,
        &decision.more,
        &decision.responsible,
        &decision.pod,
    ] {
        add(field);
    }
    for list in
        [&decision.drivers, &decision.categories, &decision.deciders, &decision.consulted, &decision.informed]
    {
        list.iter().for_each(|field| add(field));
    }
    for option in &decision.options {
        add(&option.name);
        add(&option.text);
    }
    for concern in &decision.concerns {
        add(&concern.text);
        add(&concern.who);
        add(concern.resolved.as_deref().unwrap_or_default());
    }
    fold(&whole)
}
