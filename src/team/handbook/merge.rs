//! What two dashboards typed since both had the same facts, brought together: field by field, and lists row by row.

use converel_protocol::team::handbook::{Facts, Row};
use std::collections::BTreeSet;

/// The facts with the changes of both. `base`: what both began with; `mine` holds where both changed one field. A row
/// that one removed and the other changed stays.
pub fn merge(base: &Facts, mine: &Facts, theirs: &Facts) -> Facts {
    let text = |of: fn(&Facts) -> &String| field(of(base), of(mine), of(theirs));
    let list = |of: fn(&Facts) -> &Vec<Row>| rows(of(base), of(mine), of(theirs));
    Facts {
        schema: mine.schema,
        team: text(|facts| &facts.team),
        hours: text(|facts| &facts.hours),
        overlap: text(|facts| &facts.overlap),
        quiet: text(|facts| &facts.quiet),
        facilitator: text(|facts| &facts.facilitator),
        handbook_link: text(|facts| &facts.handbook_link),
        board_link: text(|facts| &facts.board_link),
        chat_link: text(|facts| &facts.chat_link),
        channels: list(|facts| &facts.channels),
        columns: list(|facts| &facts.columns),
        steps: list(|facts| &facts.steps),
        terms: list(|facts| &facts.terms),
        changed_at: mine.changed_at.max(theirs.changed_at),
    }
}

fn field(base: &String, mine: &String, theirs: &String) -> String {
    if mine == base { theirs } else { mine }.clone()
}

fn find<'a>(rows: &'a [Row], id: &str) -> Option<&'a Row> {
    rows.iter().find(|row| row.id == id)
}

fn rows(base: &[Row], mine: &[Row], theirs: &[Row]) -> Vec<Row> {
    // Whoever moved rows says how they stand; the other's own come after the row that they stand after there.
    let moved = in_both(base, mine) != in_both(mine, base);
    let (first, second) = if moved { (mine, theirs) } else { (theirs, mine) };
    let mut order: Vec<&str> = first.iter().map(|row| row.id.as_str()).collect();
    let mut before: Option<&str> = None;
    for row in second {
        let id = row.id.as_str();
        if !order.contains(&id) {
            let at = before.and_then(|before| order.iter().position(|known| *known == before));
            order.insert(at.map_or(0, |at| at.saturating_add(1)).min(order.len()), id);
        }
        before = Some(id);
    }
    let mut seen = BTreeSet::new();
    order.retain(|id| seen.insert(*id));
    order.into_iter().filter_map(|id| row(find(base, id), find(mine, id), find(theirs, id))).collect()
}

/// The ids of `rows` that `others` has too, as they stand in `rows`.
fn in_both<'a>(rows: &'a [Row], others: &[Row]) -> Vec<&'a str> {
    rows.iter().map(|row| row.id.as_str()).filter(|id| find(others, id).is_some()).collect()
}

fn row(base: Option<&Row>, mine: Option<&Row>, theirs: Option<&Row>) -> Option<Row> {
    match (base, mine, theirs) {
        (_, Some(mine), Some(theirs)) => {
            let none = Row::default();
            let base = base.unwrap_or(&none);
            Some(Row {
                id: mine.id.clone(),
                name: field(&base.name, &mine.name, &theirs.name),
                about: field(&base.about, &mine.about, &theirs.about),
                who: field(&base.who, &mine.who, &theirs.who),
                when: field(&base.when, &mine.when, &theirs.when),
            })
        }
        // New on one side; or removed on the other, where it must not have been changed here.
        (base, Some(row), None) | (base, None, Some(row)) => (base != Some(row)).then(|| row.clone()),
        (_, None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rows by the letters of their ids; a letter with a mark has another name.
    fn list(text: &str) -> Vec<Row> {
        let row =
            |word: &str| Row { id: word.chars().take(1).collect(), name: word.to_owned(), ..Row::default() };
        text.split_whitespace().map(row).collect()
    }

    #[test]
    fn rows_of_both_are_kept() {
        for (base, mine, theirs, expected) in [
            ("a b c", "a b c", "a b c", "a b c"),
            // Added.
            ("a b", "a b x", "a b", "a b x"),
            ("a b", "a b x", "a b y", "a b x y"),
            ("a b", "x a b", "a b y", "x a b y"),
            ("", "x", "y", "x y"),
            // Changed.
            ("a b", "a' b", "a b'", "a' b'"),
            ("a b", "a' b", "a\" b", "a' b"),
            // Removed.
            ("a b c", "a c", "a b c", "a c"),
            ("a b c", "a c", "a b", "a"),
            ("a b c", "a c", "a b' c", "a b' c"),
            ("a b c", "a b' c", "a c", "a b' c"),
            // Moved.
            ("a b c", "c a b", "a b c", "c a b"),
            ("a b c", "a b c", "c a b", "c a b"),
            ("a b c", "c a b", "a b c y", "c y a b"),
            ("a b c", "b a c x", "a c b", "b a c x"),
        ] {
            assert_eq!(
                rows(&list(base), &list(mine), &list(theirs)),
                list(expected),
                "{base}: {mine} | {theirs}"
            );
        }
    }

    #[test]
    fn fields_of_both_are_kept() {
        let base = Facts { schema: 1, team: "A".into(), hours: "h".into(), ..Facts::default() };
        let mine = Facts { team: "B".into(), changed_at: 2.0, ..base.clone() };
        let theirs = Facts { hours: "i".into(), team: "C".into(), changed_at: 3.0, ..base.clone() };
        let both = Facts { team: "B".into(), hours: "i".into(), changed_at: 3.0, ..base.clone() };
        assert_eq!(merge(&base, &mine, &theirs), both);
    }

    fn any_rows() -> impl Strategy<Value = Vec<Row>> {
        proptest::collection::vec((0_u8..8, "[xy]"), 0..8).prop_map(|rows| {
            let mut seen = BTreeSet::new();
            let rows = rows.into_iter().filter(|(id, _)| seen.insert(*id));
            rows.map(|(id, name)| Row { id: id.to_string(), name, ..Row::default() }).collect()
        })
    }

    proptest! {
        #[test]
        fn one_sided_changes_are_taken_whole(base in any_rows(), changed in any_rows()) {
            prop_assert_eq!(rows(&base, &changed, &base), changed.clone());
            prop_assert_eq!(rows(&base, &base, &changed), changed.clone());
            prop_assert_eq!(rows(&base, &changed, &changed), changed);
        }

        #[test]
        fn nothing_new_is_lost_or_doubled(base in any_rows(), mine in any_rows(), theirs in any_rows()) {
            let both = rows(&base, &mine, &theirs);
            let ids: BTreeSet<&String> = both.iter().map(|row| &row.id).collect();
            prop_assert_eq!(ids.len(), both.len());
            for row in mine.iter().chain(&theirs).filter(|row| find(&base, &row.id) != Some(row)) {
                prop_assert!(ids.contains(&row.id));
            }
        }
    }
}
