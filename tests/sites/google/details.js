// The bubble that shows an event of the grid: the same hull as the quick bubble, but nothing to write in.

import { button, node, setHtml } from "./dom.js";

export function details(draft, page, words, { remove, edit, close }) {
  const people = draft.guests.map((guest) =>
    node("div", {
      "data-id": page.rows !== "hovercard" && guest.email, "data-email": page.rows === "all" && guest.email,
      id: guest.email === draft.own ? "xDtlDlgOrg" : undefined,
    }, [node("span", { "data-hovercard-id": guest.email }, [guest.name || guest.email])]));
  const description = node("div", { id: "xDetDlgDesc" });
  setHtml(description, draft.description);
  const dialog = node("div", { role: "dialog", "data-chips-dialog": "true", "data-standin": "details" }, [
    node("div", { id: "xDetDlg", "data-eventid": draft.id }, [
      button(page.save, { id: "xDetDlgDelBu", "aria-label": words.remove_event }, "🗑", remove),
      button(page.save, { "aria-label": words.edit, "data-standin": "edit" }, "✎", edit),
      button(page.save, { id: "xDetDlgCloseBu", "aria-label": words.close }, "✕", close),
      node("span", { id: "rAECCd", role: "heading" }, [draft.title]),
      node("div", { id: "xDetDlgWhen" }, [`${words.date(draft.start)}${words.comma}${words.range(draft.start, draft.end)}`]),
      node("div", { id: "xDetDlgLoc" }),
      node("div", { id: "xDetDlgAtt" }, people),
      description,
      node("div", { id: "xDetDlgCal" }),
    ]),
  ]);
  const outside = (event) => !dialog.contains(event.target) && close();
  document.addEventListener("pointerdown", outside);
  return {
    dialog,
    end: () => {
      document.removeEventListener("pointerdown", outside);
      dialog.remove();
    },
  };
}
