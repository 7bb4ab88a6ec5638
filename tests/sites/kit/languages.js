// The languages that stand-ins are drawn in, and dates and times as they are written there. A page's own words
// stand with the page.

export const LANGUAGES = ["en", "de", "fr", "es", "ja", "zh", "ar"];

const LOCALES = { en: "en-US", de: "de-DE", fr: "fr-FR", es: "es-ES", ja: "ja-JP", zh: "zh-CN", ar: "ar-EG" };

export const locale = (language) => LOCALES[language];

export const dir = (language) => (language === "ar" ? "rtl" : "ltr");

const show = (language, date, options) =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone: "UTC", ...options }).format(date);

// A day, "2031-11-24", as it is written there; other options of Intl.DateTimeFormat change the form.
export function dateText(language, day, options = { year: "numeric", month: "short", day: "numeric" }) {
  return show(language, new Date(`${day}T00:00:00Z`), options);
}

// A time of day, "10:00", as it is written there.
export function timeText(language, time, options = { hour: "numeric", minute: "2-digit" }) {
  return show(language, new Date(`2031-11-24T${time}:00Z`), options);
}
