// Everything that Google localises: labels, dates, times. Ids, roles and data attributes are the same in
// every language.

const words = {
  en: {
    title: "Title", addTitle: "Add title", save: "Save", cancel: "Cancel event creation", startDate: "Start date",
    startTime: "Start time", endTime: "End time", endDate: "End date", allDay: "All day", recurrence: "Recurrence",
    never: "Does not repeat", weekly: "Weekly", custom: "Custom...", guests: "Guests", addGuests: "Add guests",
    invited: "Guests invited to this event.", rooms: "Rooms", location: "Location", addLocation: "Add location",
    description: "Description", details: "Event details", findTime: "Find a time", event: "Event", task: "Task",
    more: "More options", close: "Close", optional: "Mark optional", remove: "Remove", organizer: "Organizer",
    ask: "Would you like to send invitation emails to Google Calendar guests?", back: "Back to editing",
    dontSend: "Don't send", send: "Send", create: "Create", saved: "Event saved", noTitle: "(No title)",
  },
  de: {
    title: "Titel", addTitle: "Titel hinzufügen", save: "Speichern", cancel: "Terminerstellung abbrechen",
    startDate: "Startdatum", startTime: "Beginn", endTime: "Ende", endDate: "Enddatum", allDay: "Ganztägig",
    recurrence: "Wiederholung", never: "Einmalig", weekly: "Wöchentlich", custom: "Benutzerdefiniert...",
    guests: "Gäste", addGuests: "Gäste hinzufügen", invited: "Zu diesem Termin eingeladene Gäste.", rooms: "Räume",
    location: "Ort", addLocation: "Ort hinzufügen", description: "Beschreibung", details: "Termindetails",
    findTime: "Zeit finden", event: "Termin", task: "Aufgabe", more: "Weitere Optionen", close: "Schließen",
    optional: "Als optional markieren", remove: "Entfernen", organizer: "Organisator",
    ask: "Möchtest du Einladungs-E-Mails an Google Kalender-Gäste senden?", back: "Zurück zur Bearbeitung",
    dontSend: "Nicht senden", send: "Senden", create: "Eintragen", saved: "Termin gespeichert",
    noTitle: "(Kein Titel)",
  },
  ja: {
    title: "タイトル", addTitle: "タイトルを追加", save: "保存", cancel: "予定の作成をキャンセル", startDate: "開始日",
    startTime: "開始時間", endTime: "終了時間", endDate: "終了日", allDay: "終日", recurrence: "繰り返し",
    never: "繰り返さない", weekly: "毎週", custom: "カスタム...", guests: "ゲスト", addGuests: "ゲストを追加",
    invited: "この予定に招待されているゲスト", rooms: "会議室", location: "場所", addLocation: "場所を追加",
    description: "説明", details: "予定の詳細", findTime: "時間を探す", event: "予定", task: "タスク",
    more: "その他のオプション", close: "閉じる", optional: "任意参加にする", remove: "削除", organizer: "主催者",
    ask: "Google カレンダーのゲストに招待メールを送信しますか?", back: "編集に戻る", dontSend: "送信しない", send: "送信",
    create: "作成", saved: "予定を保存しました", noTitle: "(タイトルなし)",
  },
  ar: {
    title: "العنوان", addTitle: "إضافة عنوان", save: "حفظ", cancel: "إلغاء إنشاء الحدث", startDate: "تاريخ البدء",
    startTime: "وقت البدء", endTime: "وقت الانتهاء", endDate: "تاريخ الانتهاء", allDay: "طوال اليوم",
    recurrence: "التكرار", never: "لا يتكرر", weekly: "أسبوعيًا", custom: "مخصص...", guests: "الضيوف",
    addGuests: "إضافة ضيوف", invited: "الضيوف المدعوون إلى هذا الحدث.", rooms: "الغرف", location: "الموقع",
    addLocation: "إضافة موقع", description: "الوصف", details: "تفاصيل الحدث", findTime: "البحث عن وقت",
    event: "حدث", task: "مهمة", more: "خيارات أخرى", close: "إغلاق", optional: "وضع علامة اختياري",
    remove: "إزالة", organizer: "المنظِّم", ask: "هل تريد إرسال رسائل دعوة إلى ضيوف تقويم Google؟",
    back: "العودة إلى التعديل", dontSend: "عدم الإرسال", send: "إرسال", create: "إنشاء", saved: "تم حفظ الحدث",
    noTitle: "(بدون عنوان)",
  },
};

const locales = { en: "en-US", de: "de-DE", ja: "ja-JP", ar: "ar-EG" };

export function language(tag) {
  const locale = locales[tag];
  const show = (date, options) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(date);
  return {
    ...words[tag],
    date: (date) => show(date, { year: "numeric", month: "short", day: "numeric" }),
    time: (date) => {
      const text = show(date, { hour: "numeric", minute: "2-digit" });
      return tag === "en" ? text.replace(/\s/gu, "").toLowerCase() : text;
    },
  };
}

// A civil time is kept as a Date in UTC; these are its machine-readable forms, as in RFC 5545.
export function icalDate(date) {
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}

export function icalTime(date) {
  return `T${date.toISOString().slice(11, 19).replaceAll(":", "")}`;
}
