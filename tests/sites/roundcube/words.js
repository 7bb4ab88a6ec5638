// The words that the stand-in shows, by language. No behaviour.

const WORDS = {
  en: ["Save", "Cancel", "Delete", "Send invitations", "Notify participants about modifications?", "Current", "Future", "All", "Save as new", "never,daily,weekly,monthly,annually", "Required,Optional,Absent,Chair,Organizer"],
  de: ["Speichern", "Abbrechen", "Löschen", "Einladungen versenden", "Teilnehmer über die Änderung informieren?", "Aktuelle", "Zukünftige", "Alle", "Als neu speichern", "nie,täglich,wöchentlich,monatlich,jährlich", "Erforderlich,Optional,Abwesend,Vorsitz,Organisator"],
  fr: ["Enregistrer", "Annuler", "Supprimer", "Envoyer les invitations", "Notifier les participants des modifications ?", "Actuel", "Futurs", "Tous", "Enregistrer comme nouveau", "jamais,quotidienne,hebdomadaire,mensuelle,annuelle", "Requis,Optionnel,Absent,Président,Organisateur"],
  es: ["Guardar", "Cancelar", "Eliminar", "Enviar invitaciones", "¿Notificar los cambios a los participantes?", "Actual", "Futuros", "Todos", "Guardar como nuevo", "nunca,diariamente,semanalmente,mensualmente,anualmente", "Requerido,Opcional,Ausente,Presidente,Organizador"],
  ja: ["保存", "キャンセル", "削除", "招待を送信", "変更を参加者に通知しますか?", "現在", "今後", "すべて", "新規として保存", "なし,毎日,毎週,毎月,毎年", "必須,任意,不参加,議長,主催者"],
  zh: ["保存", "取消", "删除", "发送邀请", "通知参与者?", "当前", "未来", "全部", "另存为新", "从不,每天,每周,每月,每年", "必需,可选,缺席,主席,组织者"],
  ar: ["حفظ", "إلغاء", "حذف", "إرسال الدعوات", "إخطار المشاركين بالتعديلات؟", "الحالي", "القادم", "الكل", "حفظ كجديد", "أبداً,يومياً,أسبوعياً,شهرياً,سنوياً", "مطلوب,اختياري,غائب,رئيس,منظم"],
};

const NAMES = ["save", "cancel", "remove", "invite", "notify", "current", "future", "all", "new", "frequencies", "roles"];

export const words = (language) => Object.fromEntries(NAMES.map((name, index) => [name, WORDS[language][index]]));
