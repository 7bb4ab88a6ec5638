// The words that the stand-in shows, by language. No behaviour.

const WORDS = {
  en: ["Send", "Save & Close", "Cancel", "Close", "OK", "Yes", "No", "Would you like to edit the message to the attendees?", "Send updates only to new or removed attendees", "Send updates to all attendees", "None,Every Day,Every Week", "The meeting invitation has not been sent yet"],
  de: ["Senden", "Speichern & schließen", "Abbrechen", "Schließen", "OK", "Ja", "Nein", "Möchten Sie die Nachricht an die Teilnehmer bearbeiten?", "Nur neuen oder entfernten Teilnehmern Aktualisierungen senden", "Allen Teilnehmern Aktualisierungen senden", "Keine,Jeden Tag,Jede Woche", "Die Besprechungseinladung wurde noch nicht gesendet"],
  fr: ["Envoyer", "Enregistrer et fermer", "Annuler", "Fermer", "OK", "Oui", "Non", "Voulez-vous modifier le message aux participants ?", "Mettre à jour les nouveaux participants seulement", "Mettre à jour tous les participants", "Aucune,Tous les jours,Toutes les semaines", "L'invitation n'a pas encore été envoyée"],
  es: ["Enviar", "Guardar y cerrar", "Cancelar", "Cerrar", "Aceptar", "Sí", "No", "¿Desea editar el mensaje a los asistentes?", "Enviar solo a los nuevos", "Enviar a todos los asistentes", "Ninguna,Cada día,Cada semana", "La invitación no se ha enviado"],
  ja: ["送信", "保存して閉じる", "キャンセル", "閉じる", "OK", "はい", "いいえ", "出席者へのメッセージを編集しますか?", "新しい出席者にのみ送信", "すべての出席者に送信", "なし,毎日,毎週", "会議の招待はまだ送信されていません"],
  zh: ["发送", "保存并关闭", "取消", "关闭", "确定", "是", "否", "是否编辑发给与会者的消息?", "仅发送给新与会者", "发送给所有与会者", "无,每天,每周", "会议邀请尚未发送"],
  ar: ["إرسال", "حفظ وإغلاق", "إلغاء", "إغلاق", "موافق", "نعم", "لا", "هل تريد تحرير الرسالة إلى الحضور؟", "إرسال إلى الجدد فقط", "إرسال إلى جميع الحضور", "بلا,كل يوم,كل أسبوع", "لم يتم إرسال الدعوة بعد"],
};

const NAMES = ["send", "save", "cancel", "close", "ok", "yes", "no", "edit", "toNew", "toAll", "repeats", "unsent"];

export const words = (language) => Object.fromEntries(NAMES.map((name, index) => [name, WORDS[language][index]]));
