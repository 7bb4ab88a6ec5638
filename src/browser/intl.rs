//! A language's own names for dates, and dates and numbers in the user's language, from `Intl`.

use converel_core::dates::LocaleNames;
use jiff::civil::Date;
use js_sys::{Array, Date as JsDate, Function, JsString, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

/// The names that the core needs to read dates in this language (BCP 47; empty: the browser's own).
/// An unknown language gives the browser's own names.
pub fn locale_names(language: &str) -> LocaleNames {
    let months = |width: &str| {
        let format = formatter(
            "DateTimeFormat",
            language,
            &[("month", width), ("day", "numeric"), ("timeZone", "UTC")],
        );
        (0..12).map(|month| part(&format, utc(2026, month, 15, 12), "month")).collect::<Vec<_>>()
    };
    let hours = formatter(
        "DateTimeFormat",
        language,
        &[("hour", "numeric"), ("hourCycle", "h12"), ("timeZone", "UTC")],
    );
    let numeric = formatter(
        "DateTimeFormat",
        language,
        &[("year", "numeric"), ("month", "numeric"), ("day", "numeric"), ("timeZone", "UTC")],
    );
    let order = parts(&numeric, utc(2026, 0, 15, 12))
        .into_iter()
        .filter_map(|(kind, _)| match kind.as_str() {
            "year" => Some('y'),
            "month" => Some('m'),
            "day" => Some('d'),
            _ => None,
        })
        .collect();
    LocaleNames {
        months_long: months("long"),
        months_short: months("short"),
        day_periods: [
            part(&hours, utc(2026, 0, 15, 9), "dayPeriod"),
            part(&hours, utc(2026, 0, 15, 21), "dayPeriod"),
        ],
        order,
    }
}

/// A date in this language, e.g. "Mon, 7 Dec".
pub fn short_date(language: &str, date: Date) -> String {
    let options = [("weekday", "short"), ("day", "numeric"), ("month", "short"), ("timeZone", "UTC")];
    let at = utc(i32::from(date.year()), i32::from(date.month()) - 1, i32::from(date.day()), 12);
    formatted(&formatter("DateTimeFormat", language, &options), at)
}

/// Two dates as a range in this language, e.g. "16 – 22 November 2026".
pub fn date_range(language: &str, first: Date, last: Date) -> String {
    let options = [("day", "numeric"), ("month", "long"), ("year", "numeric"), ("timeZone", "UTC")];
    let format = formatter("DateTimeFormat", language, &options);
    let at = |date: Date| {
        utc(i32::from(date.year()), i32::from(date.month()) - 1, i32::from(date.day()), 12).into()
    };
    Reflect::get(&format, &"formatRange".into())
        .and_then(|method| method.dyn_into::<Function>())
        .and_then(|method| method.call2(&format, &at(first), &at(last)))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// The short name of a date's month in this language, e.g. "Nov".
pub fn month(language: &str, date: Date) -> String {
    let at = utc(i32::from(date.year()), i32::from(date.month()) - 1, i32::from(date.day()), 12);
    formatted(&formatter("DateTimeFormat", language, &[("month", "short"), ("timeZone", "UTC")]), at)
}

/// A date's month and year in this language, e.g. "November 2026".
pub fn month_and_year(language: &str, date: Date) -> String {
    let options = [("month", "long"), ("year", "numeric"), ("timeZone", "UTC")];
    let at = utc(i32::from(date.year()), i32::from(date.month()) - 1, i32::from(date.day()), 12);
    formatted(&formatter("DateTimeFormat", language, &options), at)
}

/// An instant, milliseconds since the epoch, as date and time of the user's own zone in this language.
pub fn date_time(language: &str, milliseconds: f64) -> String {
    let options = [("dateStyle", "medium"), ("timeStyle", "short")];
    formatted(&formatter("DateTimeFormat", language, &options), milliseconds)
}

/// The time of day of an instant, in the user's own zone and this language.
pub fn time_of_day(language: &str, milliseconds: f64) -> String {
    formatted(&formatter("DateTimeFormat", language, &[("timeStyle", "short")]), milliseconds)
}

/// The name of a day of the week (1 Monday to 7 Sunday) in this language, e.g. "Monday".
pub fn weekday(language: &str, day: i8) -> String {
    // 2026-06-01 is a Monday.
    let at = utc(2026, 5, i32::from(day), 12);
    formatted(&formatter("DateTimeFormat", language, &[("weekday", "long"), ("timeZone", "UTC")]), at)
}

/// The short name of a day of the week (1 Monday to 7 Sunday) in this language, e.g. "Mon".
pub fn weekday_short(language: &str, day: i8) -> String {
    let at = utc(2026, 5, i32::from(day), 12);
    formatted(&formatter("DateTimeFormat", language, &[("weekday", "short"), ("timeZone", "UTC")]), at)
}

/// A time of day, minutes after midnight, in this language, e.g. "9:30 AM".
pub fn clock_time(language: &str, minutes: u32) -> String {
    let at = utc(2026, 5, 1, 0) + f64::from(minutes) * 60_000.0;
    formatted(&formatter("DateTimeFormat", language, &[("timeStyle", "short"), ("timeZone", "UTC")]), at)
}

/// An hour of the day, 0 to 23, in this language, e.g. "9 AM".
pub fn hour(language: &str, hour: u32) -> String {
    let at = utc(2026, 5, 1, 0) + f64::from(hour) * 3_600_000.0;
    formatted(&formatter("DateTimeFormat", language, &[("hour", "numeric"), ("timeZone", "UTC")]), at)
}

/// The IANA name of the user's own zone; empty where the browser does not know it.
pub fn zone() -> String {
    let format = formatter("DateTimeFormat", "", &[]);
    let method =
        Reflect::get(&format, &"resolvedOptions".into()).and_then(|method| method.dyn_into::<Function>());
    method
        .and_then(|method| method.call0(&format))
        .and_then(|options| Reflect::get(&options, &"timeZone".into()))
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_default()
}

/// A number in this language, with at most `digits` (0 to 9) digits after the point.
pub fn number(language: &str, value: f64, digits: u8) -> String {
    let digits = digits.min(9).to_string();
    formatted(&formatter("NumberFormat", language, &[("maximumFractionDigits", &digits)]), value)
}

/// A text with its first letter as a capital, where its script has them, by the rules of this language.
pub fn capital(language: &str, text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    let first = JsString::from(first.to_string()).to_locale_upper_case(Some(language));
    String::from(first) + letters.as_str()
}

/// The plural category of a number in this language: `zero`, `one`, `two`, `few`, `many` or `other`.
pub fn plural_category(language: &str, value: f64) -> String {
    call(&formatter("PluralRules", language, &[]), "select", value)
        .and_then(|category| category.as_string())
        .unwrap_or_else(|| "other".into())
}

/// Milliseconds since the epoch of a UTC time; `month` counts from 0.
fn utc(year: i32, month: i32, day: i32, hour: i32) -> f64 {
    let date = JsDate::new(&JsValue::from_f64(0.0));
    date.set_utc_full_year_with_month_date(u32::try_from(year).unwrap_or_default(), month, day);
    date.set_utc_hours(u32::try_from(hour).unwrap_or_default());
    date.get_time()
}

thread_local! {
    /// Formatters made before: making one costs far more than using it.
    static MADE: RefCell<Vec<(String, JsValue)>> = RefCell::default();
}

/// An `Intl` formatter; for a malformed language tag the browser's own language is taken.
/// `undefined` where the browser has no `Intl` at all.
fn formatter(class: &str, language: &str, options: &[(&str, &str)]) -> JsValue {
    let mut name = format!("{class} {language}");
    for (option, value) in options {
        name.extend([" ", option, " ", value]);
    }
    let known = |made: &Vec<(String, JsValue)>| {
        made.iter().find(|(known, _)| *known == name).map(|(_, made)| made.clone())
    };
    if let Some(made) = MADE.with_borrow(known) {
        return made;
    }
    let made = make(class, language, options);
    MADE.with_borrow_mut(|all| {
        // A page that changes its language all the time must not fill the memory.
        if all.len() >= 64 {
            all.clear();
        }
        all.push((name, made.clone()));
    });
    made
}

fn make(class: &str, language: &str, options: &[(&str, &str)]) -> JsValue {
    let bag = Object::new();
    for (name, value) in options {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&bag, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let class = Reflect::get(&js_sys::global(), &"Intl".into())
        .and_then(|intl| Reflect::get(&intl, &class.into()))
        .ok()
        .and_then(|class| class.dyn_into::<Function>().ok());
    let Some(class) = class else { return JsValue::UNDEFINED };
    let build = |locale: &JsValue| Reflect::construct(&class, &Array::of2(locale, &bag));
    let wanted = if language.is_empty() { JsValue::UNDEFINED } else { JsValue::from_str(language) };
    build(&wanted).or_else(|_| build(&JsValue::UNDEFINED)).unwrap_or(JsValue::UNDEFINED)
}

fn call(formatter: &JsValue, method: &str, value: f64) -> Option<JsValue> {
    let method = Reflect::get(formatter, &method.into()).ok()?.dyn_into::<Function>().ok()?;
    method.call1(formatter, &JsValue::from_f64(value)).ok()
}

fn formatted(formatter: &JsValue, value: f64) -> String {
    call(formatter, "format", value).and_then(|text| text.as_string()).unwrap_or_default()
}

/// The parts of a formatted date: (kind, text).
fn parts(formatter: &JsValue, at: f64) -> Vec<(String, String)> {
    let Some(list) = call(formatter, "formatToParts", at) else { return Vec::new() };
    let text =
        |part: &JsValue, name: &str| Reflect::get(part, &name.into()).ok().and_then(|text| text.as_string());
    Array::from(&list).iter().filter_map(|part| Some((text(&part, "type")?, text(&part, "value")?))).collect()
}

/// The text of the first part of this kind; empty if there is none.
fn part(formatter: &JsValue, at: f64, kind: &str) -> String {
    parts(formatter, at)
        .into_iter()
        .find(|(found, _)| found == kind)
        .map(|(_, text)| text)
        .unwrap_or_default()
}
