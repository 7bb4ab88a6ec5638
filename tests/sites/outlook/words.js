// Everything that Outlook localises. Ids, roles, class names of the component library and data attributes are the
// same in every language.

const table = {
  save: ["Save", "Speichern", "Enregistrer", "Guardar", "保存", "保存", "حفظ"],
  send: ["Send", "Senden", "Envoyer", "Enviar", "送信", "发送", "إرسال"],
  title: ["Add title", "Titel hinzufügen", "Ajouter un titre", "Agregar un título", "タイトルを追加", "添加标题", "إضافة عنوان"],
  required: ["Invite required attendees", "Erforderliche Teilnehmer einladen", "Inviter des participants obligatoires",
    "Invitar a asistentes necesarios", "必須出席者を招待", "邀请必需的与会者", "دعوة الحضور المطلوبين"],
  optional: ["Invite optional attendees", "Optionale Teilnehmer einladen", "Inviter des participants facultatifs",
    "Invitar a asistentes opcionales", "任意出席者を招待", "邀请可选的与会者", "دعوة حضور اختياريين"],
  location: ["Add a room or location", "Raum oder Ort hinzufügen", "Ajouter une salle ou un lieu", "Agregar una sala o ubicación",
    "会議室または場所を追加", "添加会议室或位置", "إضافة غرفة أو موقع"],
  startDate: ["Start date", "Startdatum", "Date de début", "Fecha de inicio", "開始日", "开始日期", "تاريخ البدء"],
  startTime: ["Start time", "Startzeit", "Heure de début", "Hora de inicio", "開始時刻", "开始时间", "وقت البدء"],
  endDate: ["End date", "Enddatum", "Date de fin", "Fecha de finalización", "終了日", "结束日期", "تاريخ الانتهاء"],
  endTime: ["End time", "Endzeit", "Heure de fin", "Hora de finalización", "終了時刻", "结束时间", "وقت الانتهاء"],
  allDay: ["All day", "Ganztägig", "Toute la journée", "Todo el día", "終日", "全天", "طوال اليوم"],
  body: ["Type / to insert files and more", "Beschreibung", "Description", "Descripción", "説明", "说明", "الوصف"],
  event: ["Event", "Ereignis", "Événement", "Evento", "イベント", "活动", "حدث"],
  series: ["Series", "Serie", "Série", "Serie", "シリーズ", "系列", "سلسلة"],
  busy: ["Busy", "Gebucht", "Occupé", "Ocupado", "予定あり", "忙", "مشغول"],
  reminder: ["Reminder", "Erinnerung", "Rappel", "Aviso", "アラーム", "提醒", "تذكير"],
  discard: ["Discard", "Verwerfen", "Ignorer", "Descartar", "破棄", "放弃", "تجاهل"],
  cancel: ["Cancel", "Absagen", "Annuler", "Cancelar", "キャンセル", "取消", "إلغاء"],
  forward: ["Forward", "Weiterleiten", "Transférer", "Reenviar", "転送", "转发", "إعادة توجيه"],
  draft: ["Save as draft", "Als Entwurf speichern", "Enregistrer comme brouillon", "Guardar como borrador", "下書きとして保存",
    "另存为草稿", "حفظ كمسودة"],
  scheduler: ["Open scheduler", "Terminplaner öffnen", "Ouvrir le planificateur", "Abrir programador", "スケジューラを開く",
    "打开日程安排", "فتح الجدولة"],
  popOut: ["Pop out", "In neuem Fenster", "Nouvelle fenêtre", "Ventana nueva", "新しいウィンドウ", "新窗口", "نافذة جديدة"],
  more: ["More options", "Weitere Optionen", "Plus d’options", "Más opciones", "その他のオプション", "更多选项", "خيارات أخرى"],
  create: ["New event", "Neues Ereignis", "Nouvel événement", "Nuevo evento", "新しいイベント", "新建事件", "حدث جديد"],
  asksUpdate: ["Send meeting update?", "Besprechungsaktualisierung senden?", "Envoyer la mise à jour ?", "¿Enviar actualización?",
    "更新を送信しますか?", "发送会议更新?", "هل تريد إرسال التحديث؟"],
  dontSend: ["Don't send", "Nicht senden", "Ne pas envoyer", "No enviar", "送信しない", "不发送", "عدم الإرسال"],
  asksTitle: ["This event has no title.", "Kein Titel.", "Pas de titre.", "Sin título.", "タイトルがありません。", "没有标题。", "لا يوجد عنوان."],
  anyway: ["Send anyway", "Trotzdem senden", "Envoyer quand même", "Enviar de todos modos", "このまま送信", "仍要发送",
    "إرسال على أي حال"],
  asksScope: ["Edit series?", "Serie bearbeiten?", "Modifier la série ?", "¿Editar la serie?", "シリーズを編集?", "编辑系列?", "تحرير السلسلة؟"],
  failed: ["Something went wrong.", "Da ist etwas schiefgegangen.", "Un problème est survenu.", "Algo salió mal.",
    "問題が発生しました。", "出现问题。", "حدث خطأ."],
};

const ORDER = ["en", "de", "fr", "es", "ja", "zh", "ar"];

export function wordsOf(language) {
  const at = ORDER.indexOf(language);
  return Object.fromEntries(Object.entries(table).map(([name, all]) => [name, all[at]]));
}
