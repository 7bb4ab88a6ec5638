// Everything that Google localises: labels, dates, times. Ids, roles and data attributes are the same in
// every language. What is not known of a language is as it may well be.

import { locale } from "/standin/kit/languages.js";

const words = {
  en: {
    askUpdate: "Would you like to send update emails to existing Google Calendar guests?",
    askCancel: "Would you like to send cancellation emails to Google Calendar guests?",
    note: "Add an optional message for guests", edit: "Edit event", remove_event: "Delete event",
    scope: "Edit recurring event", scopes: ["This event", "This and following events", "All events"], ok: "OK",
    abort: "Cancel", from: "{a} to {b}", accepted: "Accepted", comma: ", ", colour: "Tomato",
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
    askUpdate: "Möchtest du Aktualisierungs-E-Mails an bestehende Google Kalender-Gäste senden?",
    askCancel: "Möchtest du Absage-E-Mails an Google Kalender-Gäste senden?",
    note: "Optionale Nachricht für Gäste hinzufügen", edit: "Termin bearbeiten", remove_event: "Termin löschen",
    scope: "Wiederkehrenden Termin bearbeiten",
    scopes: ["Dieser Termin", "Dieser und alle folgenden Termine", "Alle Termine"], ok: "OK", abort: "Abbrechen",
    from: "{a} bis {b}", accepted: "Angenommen", comma: ", ", colour: "Tomate",
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
    askUpdate: "Google カレンダーの既存のゲストに更新メールを送信しますか?",
    askCancel: "Google カレンダーのゲストにキャンセルのメールを送信しますか?",
    note: "ゲストへのメッセージを追加(省略可)", edit: "予定を編集", remove_event: "予定を削除",
    scope: "定期的な予定の編集", scopes: ["この予定", "これ以降のすべての予定", "すべての予定"], ok: "OK",
    abort: "キャンセル", from: "{a}～{b}", accepted: "承諾", comma: "、", colour: "トマト",
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
    askUpdate: "هل تريد إرسال رسائل تعديل إلى ضيوف تقويم Google الحاليين؟",
    askCancel: "هل تريد إرسال رسائل إلغاء إلى ضيوف تقويم Google؟",
    note: "إضافة رسالة اختيارية للضيوف", edit: "تعديل الحدث", remove_event: "حذف الحدث",
    scope: "تعديل حدث متكرر", scopes: ["هذا الحدث", "هذا الحدث والأحداث التالية", "جميع الأحداث"], ok: "موافق",
    abort: "إلغاء", from: "من {a} إلى {b}", accepted: "تم القبول", comma: "، ", colour: "طماطم",
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
  fr: {
    askUpdate: "Voulez-vous envoyer un e-mail de mise à jour aux invités Google Agenda existants ?",
    askCancel: "Voulez-vous envoyer un e-mail d'annulation aux invités Google Agenda ?",
    note: "Ajouter un message facultatif pour les invités", edit: "Modifier l'événement",
    remove_event: "Supprimer l'événement", scope: "Modifier l'événement périodique",
    scopes: ["Cet événement", "Cet événement et tous les suivants", "Tous les événements"], ok: "OK", abort: "Annuler",
    from: "{a} à {b}", accepted: "Accepté", comma: ", ", colour: "Tomate",
    title: "Titre", addTitle: "Ajouter un titre", save: "Enregistrer", cancel: "Annuler la création de l'événement",
    startDate: "Date de début", startTime: "Heure de début", endTime: "Heure de fin", endDate: "Date de fin",
    allDay: "Toute la journée", recurrence: "Périodicité", never: "Une seule fois", weekly: "Toutes les semaines",
    custom: "Personnaliser...", guests: "Invités", addGuests: "Ajouter des invités",
    invited: "Personnes invitées à cet événement.", rooms: "Salles", location: "Lieu", addLocation: "Ajouter un lieu",
    description: "Description", details: "Détails de l'événement", findTime: "Trouver un horaire", event: "Événement",
    task: "Tâche", more: "Autres options", close: "Fermer", optional: "Marquer comme facultatif", remove: "Supprimer",
    organizer: "Organisateur", ask: "Voulez-vous envoyer un e-mail d'invitation aux invités Google Agenda ?",
    back: "Revenir à la modification", dontSend: "Ne pas envoyer", send: "Envoyer", create: "Créer",
    saved: "Événement enregistré", noTitle: "(Sans titre)",
  },
  es: {
    askUpdate: "¿Quieres enviar correos de actualización a los invitados de Google Calendar?",
    askCancel: "¿Quieres enviar correos de cancelación a los invitados de Google Calendar?",
    note: "Añadir un mensaje opcional para los invitados", edit: "Editar evento", remove_event: "Eliminar evento",
    scope: "Editar evento periódico", scopes: ["Este evento", "Este evento y los siguientes", "Todos los eventos"],
    ok: "Aceptar", abort: "Cancelar", from: "De {a} a {b}", accepted: "Aceptado", comma: ", ", colour: "Tomate",
    title: "Título", addTitle: "Añade un título", save: "Guardar", cancel: "Cancelar la creación del evento",
    startDate: "Fecha de inicio", startTime: "Hora de inicio", endTime: "Hora de finalización",
    endDate: "Fecha de finalización", allDay: "Todo el día", recurrence: "Periodicidad", never: "No se repite",
    weekly: "Cada semana", custom: "Personalizar...", guests: "Invitados", addGuests: "Añadir invitados",
    invited: "Personas invitadas a este evento.", rooms: "Salas", location: "Ubicación",
    addLocation: "Añadir ubicación", description: "Descripción", details: "Detalles del evento",
    findTime: "Buscar un hueco", event: "Evento", task: "Tarea", more: "Más opciones", close: "Cerrar",
    optional: "Marcar como opcional", remove: "Quitar", organizer: "Organizador",
    ask: "¿Quieres enviar correos de invitación a los invitados de Google Calendar?", back: "Volver a editar",
    dontSend: "No enviar", send: "Enviar", create: "Crear", saved: "Evento guardado", noTitle: "(Sin título)",
  },
  zh: {
    askUpdate: "要向 Google 日历的现有邀请对象发送更新邮件吗？", askCancel: "要向 Google 日历的邀请对象发送取消邮件吗？",
    note: "为邀请对象添加留言（可选）", edit: "修改活动", remove_event: "删除活动", scope: "修改周期性活动",
    scopes: ["此活动", "此活动及后续活动", "所有活动"], ok: "确定", abort: "取消", from: "{a}到{b}", accepted: "已接受",
    comma: "，", colour: "番茄红", title: "标题", addTitle: "添加标题", save: "保存", cancel: "取消创建活动",
    startDate: "开始日期", startTime: "开始时间", endTime: "结束时间", endDate: "结束日期", allDay: "全天",
    recurrence: "重复", never: "不重复", weekly: "每周", custom: "自定义...", guests: "邀请对象", addGuests: "添加邀请对象",
    invited: "受邀参加此活动的邀请对象。", rooms: "会议室", location: "地点", addLocation: "添加地点", description: "说明",
    details: "活动详情", findTime: "查找合适的时间", event: "活动", task: "任务", more: "更多选项", close: "关闭",
    optional: "标记为可选", remove: "移除", organizer: "组织者", ask: "要向 Google 日历的邀请对象发送邀请邮件吗？",
    back: "返回修改", dontSend: "不发送", send: "发送", create: "创建", saved: "活动已保存", noTitle: "（无标题）",
  },
};

export function language(tag) {
  const show = (date, options) => new Intl.DateTimeFormat(locale(tag), { timeZone: "UTC", ...options }).format(date);
  const shown = {
    ...words[tag],
    date: (date) => show(date, { year: "numeric", month: "short", day: "numeric" }),
    time: (date) => {
      const text = show(date, { hour: "numeric", minute: "2-digit" });
      return tag === "en" ? text.replace(/\s/gu, "").toLowerCase() : text;
    },
  };
  // As a chip says it.
  const range = (start, end) => words[tag].from.replace("{a}", shown.time(start)).replace("{b}", shown.time(end));
  return { ...shown, range };
}

// A civil time is kept as a Date in UTC; these are its machine-readable forms, as in RFC 5545.
export function icalDate(date) {
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}

export function icalTime(date) {
  return `T${date.toISOString().slice(11, 19).replaceAll(":", "")}`;
}
