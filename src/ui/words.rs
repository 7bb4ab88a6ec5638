//! Words on screen: every one comes from `_locales`, numbers and plurals by the browser's own rules.

use converel_browser::{i18n, intl};

thread_local! {
    static LANGUAGE: String = i18n::language();
}

/// The message of this name.
pub fn t(name: &str) -> String {
    i18n::message(name, &[])
}

/// The message of this name with `$1`, `$2`, … put in.
pub fn message(name: &str, parts: &[&str]) -> String {
    i18n::message(name, parts)
}

/// The form of a message that fits `count`, which is its `$1`. Such a message holds its forms by CLDR's
/// plural categories, so that each language has as many as it needs: `one=$1 person|other=$1 people`.
pub fn plural(name: &str, count: f64) -> String {
    let text = i18n::message(name, &[&number(count, 1)]);
    let category = LANGUAGE.with(|language| intl::plural_category(language, count));
    form(&text, &category).to_owned()
}

/// The form of this category, or `other`, or all there is.
pub(crate) fn form<'a>(text: &'a str, category: &str) -> &'a str {
    let find = |wanted: &str| {
        text.split('|')
            .filter_map(|form| form.split_once('='))
            .find_map(|(name, form)| (name == wanted).then_some(form))
    };
    find(category).or_else(|| find("other")).unwrap_or(text)
}

/// A number in the user's language, with at most `digits` after the point.
pub fn number(value: f64, digits: u8) -> String {
    LANGUAGE.with(|language| intl::number(language, value, digits))
}

/// The user's language as a BCP 47 tag.
pub fn language() -> String {
    LANGUAGE.with(String::clone)
}

#[cfg(test)]
mod tests {
    use super::form;

    #[test]
    fn a_form_is_found_by_its_category() {
        for (text, category, expected) in [
            ("one=1 person|other=2 people", "one", "1 person"),
            ("one=1 person|other=2 people", "other", "2 people"),
            ("one=1 person|other=2 people", "few", "2 people"),
            ("people", "one", "people"),
            ("", "one", ""),
        ] {
            assert_eq!(form(text, category), expected, "{text} {category}");
        }
    }
}
