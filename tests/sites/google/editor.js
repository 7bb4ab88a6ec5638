// The full editor at /calendar/u/N/r/eventedit.

import { word } from "/standin/kit/random.js";
import { button, node, setHtml, wrapped } from "./dom.js";
import { box, rooms, row } from "./guests.js";
import { icalDate, icalTime } from "./languages.js";

export function editor(draft, page, words, { save, cancel, remove }) {
  const machine = (value) => (page.machine_dates ? value : undefined);
  const guestList = node("div", { "aria-label": words.invited, role: "listbox" });
  const guestBox = box(draft, words, `c${40 + word(1).charCodeAt(0)}`, () => drawGuests());
  guestBox.setAttribute("data-standin", "guests");
  function drawGuests() {
    guestBox.value = draft.typed;
    guestList.replaceChildren(...draft.guests.map((guest) => row(draft, guest, words, page, drawGuests)));
  }
  drawGuests();

  const dateField = (id, label, key) =>
    node("div", { "data-ical": machine(icalDate(draft[key])) }, [
      node("input", {
        id, type: "text", role: "combobox", "aria-label": label, "data-date": machine(icalDate(draft[key])),
        "data-initial-value": icalDate(draft[key]), value: words.date(draft[key]),
      }),
    ]);
  const timeField = (id, label, key) =>
    node("div", { "data-ical": machine(icalTime(draft[key])), hidden: draft.allDay }, [
      node("input", {
        id, "data-standin": key, type: "text", role: "combobox", "aria-label": label, "data-initial-value": icalTime(draft[key]),
        value: words.time(draft[key]),
      }, [], { input: retimed(key) }),
    ]);

  // What is beside the field may follow an edit, or say for ever what it said at first.
  const retimed = (key) => (event) => {
    const time = readTime(event.target.value, draft[key], words);
    if (!time) return;
    draft[key] = time;
    if (page.live_dates) event.target.parentElement.setAttribute("data-ical", icalTime(time));
  };

  const description = node(
    "div",
    {
      id: word(7), "data-standin": "description", role: "textbox", "aria-multiline": "true", contenteditable: "true", g_editable: "true",
      "aria-label": words.description,
    },
    [],
    { input: () => (draft.description = description.innerHTML) },
  );
  setHtml(description, draft.description);
  draft.readDescription = () => description.innerHTML;

  const foot = node("div");
  const drawFoot = () => foot.replaceChildren(wrapped(saveButton(), page.wraps ?? 0));
  const saveButton = () =>
    page.save_missing
      ? button(2, { jsname: word() }, "✓", save)
      : button(page.save, { id: "xSaveBu", jsname: "x8hlje", "aria-label": words.save, "data-standin": "save" }, words.save, save);
  drawFoot();

  const root = node("div", { jsname: word() }, [
    node("div", { role: "main", "aria-label": words.details }, [
      node("div", { class: "p9lUpf", "data-is-create": page.tells_create === false ? undefined : String(!draft.exists) }, [
        node("div", { "data-standin": "head" }, [
          button(2, { id: "xCancelBu", "aria-label": words.cancel, "data-tooltip": words.cancel }, "✕", cancel),
          node(
            "input",
            {
              id: "xTiIn", "data-standin": "title", type: "text", jsname: "YPqjbf", "aria-label": words.title, placeholder: words.addTitle,
              autocomplete: "off", "data-initial-value": "", value: draft.title,
            },
            [],
            { input: (event) => (draft.title = event.target.value) },
          ),
          draft.exists ? button(2, { id: "xDelBu", "aria-label": words.remove_event }, "🗑", remove) : null,
          foot,
        ]),
        node("div", { id: "xDaRaSel" }, [
          dateField("xStDaIn", words.startDate, "start"),
          timeField("xStTiIn", words.startTime, "start"),
          timeField("xEnTiIn", words.endTime, "end"),
          dateField("xEnDaIn", words.endDate, "end"),
          node("div", { id: "xAlDaCbx" }, [
            node("input", { type: "checkbox", "aria-label": words.allDay, checked: draft.allDay }),
            words.allDay,
          ]),
          recurrence(draft, page, words),
        ]),
        node("div", { "data-standin": "columns" }, [
          node("div", { id: "tabEventDetails", role: "tabpanel", "aria-labelledby": "xEvtTab" }, [
            node("div", { role: "tablist", jsname: "I0Fcpe" }, [
              node("button", { role: "tab", id: "xEvtTab", "aria-selected": "true", type: "button" }, [words.details]),
              node("button", { role: "tab", "aria-selected": "false", type: "button" }, [words.findTime]),
            ]),
            node("div", { id: "xLocIn" }, [
              node("input", { jsname: "YPqjbf", role: "combobox", "aria-label": words.location, placeholder: words.addLocation }),
            ]),
            node("div", { id: "xDesc" }, [
              node("div", { id: "xDescIn" }, [node("div", { role: "toolbar" }), node("div", { jsname: "yrriRe" }, [description])]),
            ]),
          ]),
          node("div", {}, [
            node("div", { role: "tablist" }, [
              node("button", { role: "tab", id: "xGstTab", "aria-selected": "true", type: "button" }, [words.guests]),
              node("button", { role: "tab", id: "xRmTab", "aria-selected": "false", type: "button" }, [words.rooms]),
            ]),
            node("div", { role: "tabpanel", "aria-labelledby": "xGstTab" }, [
              guestBox,
              node("div", { id: "xGstLst" }, [guestList]),
              rooms(draft, words),
            ]),
          ]),
        ]),
      ]),
    ]),
  ]);
  // Some builds draw parts anew all the time; never the one under the pointer or the caret.
  const timer = page.redraws ? setInterval(() => !foot.matches(":hover, :focus-within") && drawFoot(), 300) : 0;
  return { root, end: () => clearInterval(timer) };
}

// A time as it is shown, on a quarter of an hour.
export function readTime(text, day, words) {
  for (let minutes = 0; minutes < 1440; minutes += 15) {
    const time = new Date(day);
    time.setUTCHours(0, minutes);
    if (words.time(time) === text) return time;
  }
  return null;
}

// Generation 1 holds the RRULE in its options; of generation 2 only the text is known.
function recurrence(draft, page, words) {
  const text = draft.rule === "" ? words.never : words.weekly;
  const option = (selected, value, shown) =>
    node("li", { role: "option", "aria-selected": String(selected), "data-value": value }, [shown]);
  return node("div", { jsname: word() }, [
    node("div", { role: "combobox", "aria-label": words.recurrence, "aria-expanded": "false", tabindex: "0" }, [
      node("span", {}, [text]),
    ]),
    ...(page.rule_in_options
      ? [
          node("ul", { role: "listbox", "aria-label": words.recurrence, hidden: true }, [
            option(draft.rule === "", JSON.stringify(["20261130T100000", null, false, null]), words.never),
            option(
              draft.rule !== "",
              JSON.stringify(["20261130T100000", "WEEKLY", true, `RRULE:${draft.rule || "FREQ=WEEKLY"}`, null, null, 0, 1, [[0, 1]]]),
              words.weekly,
            ),
            option(false, "C7uZwb", words.custom),
          ]),
        ]
      : []),
  ]);
}
