//! What only several topics together tell: a mark that may mean anything behind one is read where more have it.

use super::{Item, timebox};

/// Topics that any meeting has: alone they are none.
const ALWAYS: &str = "next steps,aob,any other business,q&a,questions,wrap-up,wrap up,welcome,introduction,introductions,intros,\
    varia,verschiedenes,sonstiges,nachste schritte,divers,questions diverses,prochaines etapes,varios,ruegos y preguntas,\
    proximos pasos,outros,outros assuntos,proximos passos,その他";

/// Looks at the topics together.
pub(super) fn read(items: &mut Vec<Item>) {
    initials(items);
    bare_minutes(items);
    // Of a template that was not filled in the last heading may be left.
    if let [only] = items.as_slice()
        && only.minutes.is_none()
        && only.owner.is_empty()
        && ALWAYS.split(',').any(|topic| topic == crate::words::fold(&only.topic))
    {
        items.clear();
    }
}

/// Letters in brackets at the end of one topic may mean anything; behind several they are who leads.
fn initials(items: &mut [Item]) {
    let marked = |item: &Item| {
        let (topic, letters) = item.topic.strip_suffix(')')?.rsplit_once(" (")?;
        let initials = (2..=3).contains(&letters.len()) && letters.bytes().all(|c| c.is_ascii_uppercase());
        (initials && item.owner.is_empty()).then(|| (topic.to_owned(), letters.to_owned()))
    };
    let marks: Vec<_> = items.iter().map(marked).collect();
    if marks.iter().flatten().count() < 2 {
        return;
    }
    for (item, mark) in items.iter_mut().zip(marks) {
        if let Some((topic, letters)) = mark {
            (item.topic, item.owner) = (topic, letters);
        }
    }
}

/// A number at the end of one topic may count anything; at the end of several it is minutes.
fn bare_minutes(items: &mut [Item]) {
    let marked = |item: &Item| {
        let (topic, number) = item.topic.rsplit_once(' ')?;
        let minutes = timebox::bare_minutes(number).filter(|minutes| minutes.is_multiple_of(5))?;
        // `Phase 25` is a name; `Calendar, 10` and `Calendar – 10` are a topic and its minutes.
        let bare = topic.strip_suffix([',', '-', '–', '—'])?.trim_end();
        item.minutes.is_none().then(|| (bare.to_owned(), minutes))
    };
    let marks: Vec<_> = items.iter().map(marked).collect();
    if marks.iter().flatten().count() < 2 {
        return;
    }
    for (item, mark) in items.iter_mut().zip(marks) {
        if let Some((topic, minutes)) = mark {
            (item.topic, item.minutes) = (topic, Some(minutes));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_together(topics: &[&str]) -> Vec<(String, Option<u32>, String)> {
        let mut items: Vec<Item> =
            topics.iter().map(|topic| Item { topic: (*topic).to_owned(), ..Item::default() }).collect();
        read(&mut items);
        items.into_iter().map(|item| (item.topic, item.minutes, item.owner)).collect()
    }

    #[test]
    fn marks_are_read_where_several_topics_have_them() {
        let item = |topic: &str, minutes, owner: &str| (topic.to_owned(), minutes, owner.to_owned());
        for (topics, expected) in [
            (["Roof (HB)", "Lift (SD)"], [item("Roof", None, "HB"), item("Lift", None, "SD")]),
            (["Rooms (EU)", "Lift"], [item("Rooms (EU)", None, ""), item("Lift", None, "")]),
            (
                ["Calendar, 10", "Reserves – 25"],
                [item("Calendar", Some(10), ""), item("Reserves", Some(25), "")],
            ),
            (["Phase 10", "Phase 20"], [item("Phase 10", None, ""), item("Phase 20", None, "")]),
        ] {
            assert_eq!(read_together(&topics), expected, "{topics:?}");
        }
        assert_eq!(read_together(&["Next steps"]), []);
        assert_eq!(read_together(&["Nächste Schritte"]), []);
    }
}
