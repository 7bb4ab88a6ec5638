//! Dates and times as calendars show them, in any language: the language's names come from `Intl`,
//! through the caller, so no language is wired in here. Nothing here knows what day it is: a date
//! without a year cannot be read.

use crate::order;
use crate::words::fold;
use jiff::civil::{Date, Time};

/// A language's own names, from `Intl.DateTimeFormat`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocaleNames {
    /// Twelve long month names, January first.
    pub months_long: Vec<String>,
    /// Twelve short month names.
    pub months_short: Vec<String>,
    /// The words for before and after noon.
    pub day_periods: [String; 2],
    /// Order of the parts in a numeric date: a permutation of `y`, `m`, `d`, e.g. `"mdy"`.
    pub order: String,
}

/// Longer texts are not a date.
const TEXT_LIMIT: usize = 200;

/// Reads a date as shown, e.g. `Nov 30, 2026`, `30. November 2026`, `24-Nov-26`, `11/30/2026`,
/// `2026年11月30日`. A year of two digits is of this century.
pub fn read_date(text: &str, names: &LocaleNames) -> Option<Date> {
    let text = plain(text)?;
    let numbers = numbers(&text);
    if let Some(date) = marked(&numbers) {
        return Some(date);
    }
    let parts: Vec<&Number> = numbers.iter().filter(|number| number.mark != ':').take(3).collect();
    if let Some(month) = named_month(&text, names) {
        return match parts.as_slice() {
            [first, second, ..] => {
                let year_first = first.is_year() || (!second.is_year() && names.order.starts_with('y'));
                let (year, day) = if year_first { (first, second) } else { (second, first) };
                date(year, month, day.value)
            }
            _ => None,
        };
    }
    let [first, second, third] = parts.as_slice() else { return None };
    let order = if first.is_year() {
        "ymd"
    } else if names.order.is_empty() || (third.is_year() && names.order.starts_with('y')) {
        match (first.value > 12, second.value > 12) {
            (true, false) => "dmy",
            (false, true) => "mdy",
            // Either would be a guess.
            _ => return None,
        }
    } else {
        &names.order
    };
    let part = |name: char| {
        order.chars().position(|part| part == name).and_then(|at| [first, second, third].get(at).copied())
    };
    date(part('y')?, i64::from(part('m')?.value), part('d')?.value)
}

/// Reads a time of day as shown, e.g. `10:00am`, `14:30`, `14h30`, `午後2:30`, `14時30分`.
pub fn read_time(text: &str, names: &LocaleNames) -> Option<Time> {
    let text = plain(text)?;
    let numbers = numbers(&text);
    let hour = numbers.first()?;
    // A second number is the minutes when the two belong together; `10 - 11` is not a time.
    let minute = match numbers.get(1) {
        Some(minute) if matches!(hour.mark, ':' | '.' | 'h' | '時' | '时' | '點' | '点' | '시') => {
            minute.value
        }
        _ => 0,
    };
    let hour = match half(&text, names) {
        None => hour.value,
        Some(_) if hour.value > 12 => hour.value,
        Some(Half::Before) => hour.value % 12,
        Some(Half::After) => hour.value % 12 + 12,
    };
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()
}

/// `YYYY-MM-DD`, for [`machine_date`].
pub fn written(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// Reads `YYYYMMDD` or `YYYY-MM-DD`.
pub fn machine_date(text: &str) -> Option<Date> {
    let digits: String = text.trim().chars().filter(|character| *character != '-').take(8).collect();
    let part = |from, to| digits.get(from..to).and_then(|part: &str| part.parse::<i16>().ok());
    let small = |from, to| part(from, to).and_then(|part| i8::try_from(part).ok());
    Date::new(part(0, 4)?, small(4, 6)?, small(6, 8)?).ok()
}

/// Reads `THHMMSS`, `HHMMSS` or `HH:MM`.
pub(crate) fn machine_time(text: &str) -> Option<Time> {
    let text = text.trim();
    let text = text.strip_prefix('T').unwrap_or(text);
    let digits: String = text.chars().filter(|character| *character != ':').collect();
    if digits.len() < 4 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let part = |from, to| digits.get(from..to).and_then(|part| part.parse::<i8>().ok());
    Time::new(part(0, 2)?, part(2, 4)?, 0, 0).ok()
}

/// A number of a text, and what comes right behind it.
struct Number {
    value: u32,
    digits: usize,
    mark: char,
}

impl Number {
    fn is_year(&self) -> bool {
        self.digits >= 3 || self.value > 31
    }
}

fn date(year: &Number, month: i64, day: u32) -> Option<Date> {
    let year = if year.digits <= 2 { 2000 + year.value } else { year.value };
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Lower case, ASCII digits, no direction marks; `None` for a text that is too long.
fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > TEXT_LIMIT {
        return None;
    }
    let visible = text.chars().filter(|character| {
        !matches!(character, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    Some(fold(&visible.map(|character| digit(character).unwrap_or(character)).collect::<String>()))
}

/// The zeros of Unicode's decimal digits (general category `Nd`) of living scripts; nine follow each.
const ZEROS: [u32; 22] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x17e0, 0x1810, 0x19d0, 0xa9d0, 0xff10,
];

fn digit(character: char) -> Option<char> {
    let code = u32::from(character);
    let zero = ZEROS.into_iter().find(|zero| (*zero..*zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

fn numbers(text: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut inside = false;
    let mut gap = false;
    for character in text.chars() {
        if let Some(digit) = character.to_digit(10) {
            match found.last_mut() {
                Some(number) if inside => {
                    number.value = number.value.saturating_mul(10).saturating_add(digit);
                    number.digits += 1;
                }
                _ => found.push(Number { value: digit, digits: 1, mark: ' ' }),
            }
            inside = true;
            gap = true;
        } else {
            // `14 h 30` and `2026 年` have a space in front of the mark.
            if gap && !character.is_whitespace() {
                if let Some(number) = found.last_mut() {
                    number.mark = character;
                }
                gap = false;
            }
            inside = false;
        }
    }
    found
}

/// A date whose parts are marked, in Chinese, Japanese or Korean.
fn marked(numbers: &[Number]) -> Option<Date> {
    let part = |marks: [char; 2]| numbers.iter().find(|number| marks.contains(&number.mark));
    date(part(['年', '년'])?, i64::from(part(['月', '월'])?.value), part(['日', '일'])?.value)
}

/// The month that is named: by its whole name, or else by a word that begins like one month only, because
/// a language may inflect its names in a date. Weekdays may look like months (`mar` in Spanish) and
/// stand in front, so the last one counts.
fn named_month(text: &str, names: &LocaleNames) -> Option<i64> {
    let known: Vec<(i64, String)> = [&names.months_long, &names.months_short]
        .into_iter()
        .flat_map(|months| (1..=12).zip(months))
        .map(|(month, name)| (month, fold(name).trim().trim_end_matches('.').to_owned()))
        // Names that are numbers are read as numbers.
        .filter(|(_, name)| !name.is_empty() && !name.contains(|c: char| c.is_ascii_digit()))
        .collect();
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_ascii_digit() || ",./-–،()".contains(c)).collect();
    let whole = words.iter().rev().find_map(|word| known.iter().find(|(_, name)| name == word));
    if let Some((month, _)) = whole {
        return Some(*month);
    }
    // Names of several words, and names grown together with other words.
    let inside = known.iter().filter(|(_, name)| name.chars().count() > 2 && text.contains(name.as_str()));
    if let Some((month, _)) = inside.max_by_key(|(_, name)| name.len()) {
        return Some(*month);
    }
    words.iter().rev().find_map(|word| {
        let mut alike: Vec<i64> =
            known.iter().filter(|(_, name)| begins_alike(word, name)).map(|(month, _)| *month).collect();
        alike.dedup();
        order::few(&mut alike, |one, other| one < other);
        alike.dedup();
        match alike.as_slice() {
            [month] => Some(*month),
            _ => None,
        }
    })
}

fn begins_alike(word: &str, name: &str) -> bool {
    let shared = word.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
    shared >= 3 && shared * 3 >= name.chars().count() * 2
}

enum Half {
    Before,
    After,
}

/// The half of the day that is named, in front of the number or behind it.
fn half(text: &str, names: &LocaleNames) -> Option<Half> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let shown = letters(text);
    let [before, after] = names.day_periods.each_ref().map(|name| letters(&fold(name)));
    // The Latin abbreviations are shown by many calendars whatever the language.
    if (!after.is_empty() && shown.contains(&after)) || shown == "pm" || shown == "p" {
        Some(Half::After)
    } else if (!before.is_empty() && shown.contains(&before)) || shown == "am" || shown == "a" {
        Some(Half::Before)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(long: &str, short: &str, periods: [&str; 2], order: &str) -> LocaleNames {
        let list = |names: &str| names.split(' ').map(|name| name.replace('_', " ")).collect();
        LocaleNames {
            months_long: list(long),
            months_short: list(short),
            day_periods: periods.map(str::to_owned),
            order: order.to_owned(),
        }
    }

    fn language(code: &str) -> LocaleNames {
        match code {
            "en" => names(
                "January February March April May June July August September October November December",
                "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
                ["AM", "PM"],
                "mdy",
            ),
            "de" => names(
                "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
                "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
                ["AM", "PM"],
                "dmy",
            ),
            "es" => names(
                "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
                "ene feb mar abr may jun jul ago sept oct nov dic",
                ["a. m.", "p. m."],
                "dmy",
            ),
            "fr" => names(
                "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
                "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
                ["AM", "PM"],
                "dmy",
            ),
            "ru" => names(
                "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
                "янв. февр. март апр. май июнь июль авг. сент. окт. нояб. дек.",
                ["AM", "PM"],
                "dmy",
            ),
            "ar" => names(
                "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
                "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
                ["ص", "م"],
                "dmy",
            ),
            "hi" => names(
                "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्तूबर नवंबर दिसंबर",
                "जन॰ फ़र॰ मार्च अप्रैल मई जून जुल॰ अग॰ सित॰ अक्तू॰ नव॰ दिस॰",
                ["am", "pm"],
                "dmy",
            ),
            "ja" => names(
                "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
                "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
                ["午前", "午後"],
                "ymd",
            ),
            "ko" => names(
                "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월",
                "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월",
                ["오전", "오후"],
                "ymd",
            ),
            "vi" => names(
                "tháng_1 tháng_2 tháng_3 tháng_4 tháng_5 tháng_6 tháng_7 tháng_8 tháng_9 tháng_10 tháng_11 tháng_12",
                "thg_1 thg_2 thg_3 thg_4 thg_5 thg_6 thg_7 thg_8 thg_9 thg_10 thg_11 thg_12",
                ["SA", "CH"],
                "dmy",
            ),
            _ => LocaleNames::default(),
        }
    }

    #[test]
    fn dates_are_read() {
        for (code, text, expected) in [
            ("en", "Nov 30, 2026", "2026-11-30"),
            ("en", "Monday, November 30, 2026", "2026-11-30"),
            ("en", "24-Nov-26", "2026-11-24"),
            ("en", "11/30/2026", "2026-11-30"),
            ("en", "2/3/26", "2026-02-03"),
            ("en", "2026-11-30", "2026-11-30"),
            ("en", "May 5, 2026", "2026-05-05"),
            ("de", "30. Nov. 2026", "2026-11-30"),
            ("de", "Mo., 2. März 2026", "2026-03-02"),
            ("de", "02.03.2026", "2026-03-02"),
            ("es", "mar, 30 de nov de 2026", "2026-11-30"),
            ("es", "lunes, 2 de marzo de 2026", "2026-03-02"),
            ("fr", "mardi 1er août 2026", "2026-08-01"),
            ("ru", "30 ноября 2026 г.", "2026-11-30"),
            ("ru", "2 мая 2026 г.", ""),
            ("ar", "٣٠ نوفمبر ٢٠٢٦", "2026-11-30"),
            ("ar", "٣٠\u{200f}/١١\u{200f}/٢٠٢٦", "2026-11-30"),
            ("hi", "३० नवंबर २०२६", "2026-11-30"),
            ("ja", "2026年11月30日(月)", "2026-11-30"),
            ("ja", "2026/11/30", "2026-11-30"),
            ("ko", "2026년 11월 30일", "2026-11-30"),
            ("vi", "30 thg 11, 2026", "2026-11-30"),
            ("", "30/11/2026", "2026-11-30"),
            ("", "3/2/2026", ""),
            ("en", "Nov 30", ""),
            ("en", "Feb 30, 2026", ""),
            ("en", "99/99/9999", ""),
            ("en", "tomorrow", ""),
            ("en", "", ""),
        ] {
            let read = read_date(text, &language(code)).map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(read, expected, "{code} {text}");
        }
    }

    #[test]
    fn times_are_read() {
        for (code, text, expected) in [
            ("en", "10:00am", "10:00"),
            ("en", "10:30 PM", "22:30"),
            ("en", "12:15\u{202f}AM", "00:15"),
            ("en", "12pm", "12:00"),
            ("en", "9", "09:00"),
            ("de", "14:30 Uhr", "14:30"),
            ("de", "14.30", "14:30"),
            ("fr", "14 h 30", "14:30"),
            ("fr", "14h", "14:00"),
            ("es", "2:30 p. m.", "14:30"),
            ("es", "2:30 a. m.", "02:30"),
            ("ar", "٢:٣٠ م", "14:30"),
            ("ar", "٢:٣٠ ص", "02:30"),
            ("hi", "२:३० pm", "14:30"),
            ("ja", "午後2:30", "14:30"),
            ("ja", "午前0時05分", "00:05"),
            ("ja", "午後0:30", "12:30"),
            ("ko", "오후 2:30", "14:30"),
            ("en", "25:00", ""),
            ("en", "10:75", ""),
            ("en", "noon", ""),
            ("en", "", ""),
        ] {
            let read = read_time(text, &language(code))
                .map(|time| format!("{:02}:{:02}", time.hour(), time.minute()))
                .unwrap_or_default();
            assert_eq!(read, expected, "{code} {text}");
        }
    }

    #[test]
    fn machine_readable_forms_are_read() {
        assert_eq!(machine_date("20261130"), machine_date("2026-11-30"));
        assert_eq!(machine_date("2026-11-30").map(|date| date.to_string()), Some("2026-11-30".to_owned()));
        assert_eq!(machine_date("2026-1"), None);
        for text in ["T093000", "093000", "09:30", "09:30:00", "0930"] {
            assert_eq!(machine_time(text), Time::new(9, 30, 0, 0).ok(), "{text}");
        }
        for text in ["", "T9", "99:99", "ab:cd", "é9:30"] {
            assert_eq!(machine_time(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}|[0-9٠-٩:./年月日 a-z-]{0,40}", code in "en|ja|ar|ru|") {
            let names = language(&code);
            let _ = (read_date(&text, &names), read_time(&text, &names), machine_date(&text), machine_time(&text));
        }

        #[test]
        fn what_a_calendar_shows_is_read_back(year in 2000i16..2100, month in 1i8..=12, day in 1i8..=28) {
            let date = Date::new(year, month, day).ok();
            let english = language("en");
            let name = &english.months_short[usize::try_from(month).unwrap() - 1];
            for text in [format!("{name} {day}, {year}"), format!("{day}-{name}-{:02}", year - 2000), format!("{month}/{day}/{year}")] {
                proptest::prop_assert_eq!(read_date(&text, &english), date, "{}", text);
            }
        }
    }
}
