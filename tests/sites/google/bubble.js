// The quick-create bubble over the grid. Its innards are drawn anew every 300 ms; the dialog node stays.
// A pointer that goes down outside closes it.

import { word } from "/standin/kit/random.js";
import { button, node, setHtml, wrapped } from "./dom.js";
import { readTime } from "./editor.js";
import { box, row, rooms } from "./guests.js";
import { icalDate, icalTime } from "./languages.js";

export function bubble(draft, page, words, save, close) {
  const dialog = node("div", { role: "dialog", "data-chips-dialog": "true", "aria-modal": "false" });
  let pressed = false;

  function draw() {
    if (!dialog.isConnected && dialog.childElementCount > 0) return;
    const focused = dialog.contains(document.activeElement) ? document.activeElement : null;
    // A rich-text caret does not survive a new node; Google keeps the one that is being written in, too.
    if (pressed || focused?.isContentEditable) return;
    const place = focused?.getAttribute("data-standin");
    const selection = place ? [focused.selectionStart, focused.selectionEnd] : [];
    dialog.replaceChildren(content());
    if (place) {
      const next = dialog.querySelector(`[data-standin="${place}"]`);
      next?.focus();
      if (selection[0] !== null && selection[0] !== undefined) next?.setSelectionRange(...selection);
    }
  }

  function content() {
    const title = node(
      "input",
      {
        type: "text", jsname: "YPqjbf", "aria-label": words.addTitle, placeholder: words.addTitle, value: draft.title,
        "data-standin": "title",
      },
      [],
      {
        input: (event) => (draft.title = event.target.value),
        keydown: (event) => {
          if (event.key === "Enter" && !event.isComposing) {
            event.preventDefault();
            save(event);
          }
        },
      },
    );
    const guestBox = box(draft, words, undefined, draw);
    guestBox.setAttribute("data-standin", "guests");
    const description = node(
      "div",
      { role: "textbox", contenteditable: "true", "aria-label": words.description },
      [],
      { input: (event) => (draft.description = event.currentTarget?.innerHTML ?? description.innerHTML) },
    );
    setHtml(description, draft.description);
    draft.readDescription = () => description.innerHTML;
    const field = (label, value, extra = {}) =>
      node("input", { type: "text", "aria-label": label, value, ...extra }, [], {
        keydown: (event) => event.key === "Enter" && page.enter_saves && save(event),
      });
    const time = (label, key) => {
      const value = draft.shown?.[key] ?? words.time(draft[key]);
      const initial = page.machine_dates ? icalTime(draft[key]) : undefined;
      const input = field(label, value, { "data-initial-value": initial, "data-standin": key });
      input.addEventListener("input", () => {
        draft.shown = { ...draft.shown, [key]: input.value };
        draft[key] = readTime(input.value, draft[key], words) ?? draft[key];
      });
      return input;
    };
    return node("div", { jsname: "bN97Pc" }, [
      node("div", { jsname: "SF0uGd", "data-eventid": draft.id, "data-is-create": page.tells_create ? String(!draft.exists) : undefined }, [
        button(2, { "aria-label": words.close, jsname: "plIjzf" }, "✕", close),
        node("div", { jsname: "GYcwYe" }, [title]),
        node("div", { role: "tablist", jsname: "I0Fcpe" }, [
          node("button", { type: "button", role: "tab", id: "tabEvent", "aria-selected": "true" }, [words.event]),
          node("button", { type: "button", role: "tab", id: "tabTask", "aria-selected": "false" }, [words.task]),
          node("button", { type: "button", role: "tab", id: "tabAway", style: "display:none" }, [words.event]),
        ]),
        node("div", { role: "tabpanel", "aria-labelledby": "tabEvent" }, [
          node("div", { "data-bubble-scrollable-root": "true" }, [
            field(words.startDate, words.date(draft.start), page.machine_dates ? { "data-date": icalDate(draft.start) } : {}),
            time(words.startTime, "start"),
            time(words.endTime, "end"),
            guestBox,
            node("div", { "aria-label": words.invited }, draft.guests.map((guest) => row(draft, guest, words, page, draw))),
            rooms(draft, words),
            node("div", { jsname: "vHVaxd" }, [
              node("input", { role: "combobox", jsname: "YPqjbf", "aria-label": words.addLocation, placeholder: words.addLocation }),
            ]),
            node("div", { jsname: "hGaP9" }, [description]),
          ]),
        ]),
        node("div", { "data-standin": "foot" }, [
          node("div", {}, [
            node(
              "button",
              { type: "button", jscontroller: word(), jsname: word(), jslog: "2" },
              [node("span", { jsname: "V67aGc" }, [words.more])],
              { click: () => {} },
            ),
          ]),
          node("div", { jsname: "c6xFrd" }, [
            wrapped(button(page.save, { jsname: "x8hlje", jslog: "3", "data-standin": "save" }, words.save, save), page.wraps ?? 0),
          ]),
        ]),
      ]),
    ]);
  }

  draw();
  const timer = setInterval(draw, 300);
  dialog.addEventListener("pointerdown", () => (pressed = true));
  document.addEventListener("click", () => (pressed = false));
  const outside = (event) => {
    if (!dialog.isConnected || dialog.contains(event.target)) return;
    if (event.target instanceof Element && event.target.closest("[role=dialog],[role=alertdialog]")) return;
    close();
  };
  document.addEventListener("pointerdown", outside);
  return {
    dialog,
    end: () => {
      clearInterval(timer);
      document.removeEventListener("pointerdown", outside);
      dialog.remove();
    },
  };
}
