//! A calendar as a plain table: meetings by weeks, weekdays and minutes before this week's Monday, and what each of
//! their occurrences takes. Both the iCalendar text and the expected numbers are made from the same rows, and neither
//! from the other; nothing of the extension's own reading or counting is used.

use super::audit_dates::{Zone, date, stamp_utc};
use std::fmt::Write;

/// The user: the person of index 0.
pub const ME: usize = 0;
/// Who is at the meetings: name and address.
pub const PEOPLE: [(&str, &str); 14] = [
    ("Mara Quillfeather", "mara.quillfeather@acme.example"),
    ("Ana Ortiz", "ana.ortiz@acme.example"),
    ("Ben Okafor", "ben.okafor@acme.example"),
    ("Chloé Dubois", "chloe.dubois@acme.example"),
    ("Dev Patel", "dev.patel@acme.example"),
    ("Elif Kaya", "elif.kaya@acme.example"),
    ("Farid Haddad", "farid.haddad@acme.example"),
    ("Grace Kim", "grace.kim@acme.example"),
    ("Hiro Tanaka", "hiro.tanaka@acme.example"),
    ("Ines Silva", "ines.silva@acme.example"),
    ("Jonas Larsen", "jonas.larsen@acme.example"),
    ("Katya Ivanova", "katya.ivanova@acme.example"),
    ("Liam O'Brien", "liam.obrien@acme.example"),
    ("Nina Zwart", "nina@partner.example"),
];
/// A room, which is nobody.
const ROOM: &str =
    "ATTENDEE;CUTYPE=ROOM;ROLE=NON-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Room 7:mailto:room7@acme.example";
/// A description that is an agenda.
pub const AGENDA: &str =
    "Agenda:\\n- Choose the storage engine (30 min\\, Ana)\\n- Agree on the migration date (20 min\\, Ben)";

/// One row.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// UID.
    pub uid: String,
    /// SUMMARY.
    pub title: String,
    /// Days from this week's Monday to the first occurrence.
    pub day: i64,
    /// Minutes after midnight, in `zone`.
    pub at: i64,
    /// The zone that it is written in.
    pub zone: Zone,
    /// Minutes of one occurrence.
    pub minutes: i64,
    /// How it repeats.
    pub every: Every,
    /// Who invites; `None`: it has no ORGANIZER.
    pub organizer: Option<usize>,
    /// Everybody invited, the user and the organizer too.
    pub guests: Vec<usize>,
    /// It has an agenda.
    pub agenda: bool,
    /// A room is booked with it.
    pub room: bool,
    /// What the user answered.
    pub answer: &'static str,
    /// STATUS:CANCELLED.
    pub cancelled: bool,
    /// TRANSP:TRANSPARENT.
    pub free: bool,
    /// A DATE and not a DATE-TIME.
    pub all_day: bool,
    /// Days from this week's Monday of occurrences that EXDATE takes out.
    pub without: Vec<i64>,
    /// The same of occurrences that an override cancels.
    pub called_off: Vec<i64>,
    /// Occurrences that an override moves.
    pub moved: Vec<Moved>,
}

/// An occurrence that an override moves.
#[derive(Clone, Copy, Debug)]
pub struct Moved {
    /// The day that the series has for it.
    pub from: i64,
    /// Its day, from this week's Monday.
    pub day: i64,
    /// Minutes after midnight.
    pub at: i64,
    /// Its length.
    pub minutes: i64,
}

/// How a meeting repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Every {
    /// It happens once.
    Once,
    /// Every so many weeks, on these weekdays (0: Monday), without end.
    Weeks(i64, Vec<i64>),
}

/// Something that takes place, in minutes since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Index of its row.
    pub row: usize,
    /// Begins.
    pub from: i64,
    /// Ends.
    pub to: i64,
    /// It was called off.
    pub cancelled: bool,
}

/// The rows, and the Monday that they are told from.
#[derive(Clone, Debug)]
pub struct Table {
    /// Days since the Unix epoch of this week's Monday.
    pub monday: i64,
    /// The rows.
    pub rows: Vec<Meeting>,
}

impl Meeting {
    /// Once, in UTC, an hour with the user's yes and without an agenda, invited by the first guest who is not the
    /// user.
    pub fn once(uid: &str, title: &str, day: i64, at: i64, minutes: i64, guests: &[usize]) -> Self {
        Self {
            uid: uid.to_owned(),
            title: title.to_owned(),
            day,
            at,
            zone: Zone::Utc,
            minutes,
            every: Every::Once,
            organizer: guests.iter().copied().find(|&guest| guest != ME),
            guests: std::iter::once(ME).chain(guests.iter().copied()).collect(),
            agenda: false,
            room: false,
            answer: "ACCEPTED",
            cancelled: false,
            free: false,
            all_day: false,
            without: Vec::new(),
            called_off: Vec::new(),
            moved: Vec::new(),
        }
    }

    /// The same every so many weeks, on these weekdays.
    pub fn every(mut self, weeks: i64, weekdays: &[i64]) -> Self {
        self.every = Every::Weeks(weeks, weekdays.to_vec());
        self
    }

    /// It repeats.
    pub fn recurs(&self) -> bool {
        self.every != Every::Once
    }

    /// The days that it takes place on by its rule, from this week's Monday, below `end`.
    fn days(&self, end: i64) -> Vec<i64> {
        let Every::Weeks(weeks, weekdays) = &self.every else { return vec![self.day] };
        let monday = self.day - self.day.rem_euclid(7);
        let mut days: Vec<i64> = (0..)
            .map(|round| monday + round * weeks * 7)
            .take_while(|week| *week < end)
            .flat_map(|week| weekdays.iter().map(move |weekday| week + weekday))
            .filter(|day| (self.day..end).contains(day))
            .collect();
        days.sort_unstable();
        days
    }
}

impl Table {
    /// Everything that takes place before `end`, in days from this week's Monday, by its start.
    pub fn taken(&self, end: i64) -> Vec<Taken> {
        let mut all = Vec::new();
        for (row, meeting) in self.rows.iter().enumerate() {
            for day in meeting.days(end) {
                if meeting.without.contains(&day) {
                    continue;
                }
                let moved = meeting.moved.iter().find(|moved| moved.from == day);
                let (day, at, minutes) = moved
                    .map_or((day, meeting.at, meeting.minutes), |moved| (moved.day, moved.at, moved.minutes));
                let from = meeting.zone.utc(self.monday + day, at);
                all.push(Taken {
                    row,
                    from,
                    to: from + minutes,
                    cancelled: meeting.cancelled || meeting.called_off.contains(&day),
                });
            }
        }
        all.sort_by_key(|taken| (taken.from, taken.row));
        all
    }

    /// The calendar as iCalendar text: CRLF, folded lines, the zones' own definitions.
    pub fn text(&self) -> String {
        self.text_of(|_| true)
    }

    /// The same of some rows only, by their index.
    pub fn text_of(&self, wanted: impl Fn(usize) -> bool) -> String {
        let mut lines = vec![
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//converel//end to end//EN".to_owned(),
            "X-WR-CALNAME:Work".to_owned(),
        ];
        for zone in [Zone::NewYork, Zone::Berlin] {
            lines.extend(zone.definition().lines().map(str::to_owned));
        }
        for (_, meeting) in self.rows.iter().enumerate().filter(|(row, _)| wanted(*row)) {
            self.event(meeting, &mut lines);
        }
        lines.push("END:VCALENDAR".to_owned());
        lines.iter().map(|line| folded(line)).collect()
    }

    fn event(&self, meeting: &Meeting, lines: &mut Vec<String>) {
        let zone = meeting.zone;
        let when = |day: i64, at: i64| zone.written(self.monday + day, at);
        let start = |day: i64, at: i64, minutes: i64, lines: &mut Vec<String>| {
            if meeting.all_day {
                lines.push(format!("DTSTART;VALUE=DATE:{}", date(self.monday + day)));
                lines.push(format!("DTEND;VALUE=DATE:{}", date(self.monday + day + 1)));
            } else {
                lines.push(format!("DTSTART{}", when(day, at)));
                lines.push(format!("DTEND{}", when(day + (at + minutes) / 1440, (at + minutes) % 1440)));
            }
        };
        open(meeting, lines);
        start(meeting.day, meeting.at, meeting.minutes, lines);
        if let Every::Weeks(weeks, weekdays) = &meeting.every {
            let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
            let days: Vec<&str> =
                weekdays.iter().filter_map(|day| names.get(*day as usize).copied()).collect();
            lines.push(format!("RRULE:FREQ=WEEKLY;INTERVAL={weeks};BYDAY={}", days.join(",")));
        }
        for day in &meeting.without {
            lines.push(format!("EXDATE{}", when(*day, meeting.at)));
        }
        close(meeting, meeting.cancelled, lines);
        for day in &meeting.called_off {
            open(meeting, lines);
            lines.push(format!("RECURRENCE-ID{}", when(*day, meeting.at)));
            start(*day, meeting.at, meeting.minutes, lines);
            close(meeting, true, lines);
        }
        for moved in &meeting.moved {
            open(meeting, lines);
            lines.push(format!("RECURRENCE-ID{}", when(moved.from, meeting.at)));
            start(moved.day, moved.at, moved.minutes, lines);
            close(meeting, false, lines);
        }
    }
}

fn open(meeting: &Meeting, lines: &mut Vec<String>) {
    lines.push("BEGIN:VEVENT".to_owned());
    lines.push(format!("UID:{}", meeting.uid));
    lines.push(format!("DTSTAMP:{}", stamp_utc(20_000, 0)));
}

fn close(meeting: &Meeting, cancelled: bool, lines: &mut Vec<String>) {
    lines.push(format!("SUMMARY:{}", meeting.title));
    if meeting.agenda {
        lines.push(format!("DESCRIPTION:{AGENDA}"));
    }
    if let Some((name, address)) = meeting.organizer.and_then(|person| PEOPLE.get(person)) {
        lines.push(format!("ORGANIZER;CN={name}:mailto:{address}"));
    }
    for guest in &meeting.guests {
        // An event without anybody else is written as calendars write it: with no guests at all.
        if let (Some((name, address)), true) = (PEOPLE.get(*guest), meeting.guests.len() > 1) {
            let answer = if *guest == ME { meeting.answer } else { "ACCEPTED" };
            lines.push(format!(
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer};CN={name}:mailto:{address}"
            ));
        }
    }
    if meeting.room {
        lines.push(ROOM.to_owned());
    }
    lines.push(format!("STATUS:{}", if cancelled { "CANCELLED" } else { "CONFIRMED" }));
    lines.push(format!("TRANSP:{}", if meeting.free { "TRANSPARENT" } else { "OPAQUE" }));
    lines.push("END:VEVENT".to_owned());
}

/// A line as it stands in a file: folded at 75 octets (RFC 5545 §3.1), never within a character, with its end.
pub fn folded(line: &str) -> String {
    let (mut text, mut rest, mut most) = (String::with_capacity(line.len() + line.len() / 20 + 8), line, 75);
    while rest.len() > most {
        let (here, next) = rest.split_at(rest.floor_char_boundary(most));
        text.push_str(here);
        text.push_str("\r\n ");
        (rest, most) = (next, 74);
    }
    text + rest + "\r\n"
}

/// A calendar with nothing but this event's lines in it, for what no row can say.
pub fn calendar(lines: &str) -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//converel//end to end//EN\r\n");
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let _ = write!(text, "{line}\r\n");
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}

/// An event of an hour on this day since the epoch, with these further lines.
pub fn event(uid: &str, day: i64, more: &str) -> String {
    format!(
        "BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:{}\nDTSTART:{}\nDTEND:{}\nSUMMARY:{uid}\nATTENDEE:mailto:ana.ortiz@acme.example\n{more}\nEND:VEVENT\n",
        stamp_utc(20_000, 0),
        stamp_utc(day, 600),
        stamp_utc(day, 660),
    )
}

/// The calendar that most scenarios read; `marker` stands in every title.
pub fn usual(monday: i64, marker: &str) -> Table {
    let titled = |title: &str| format!("{title} {marker}");
    let once = |uid: &str, title: &str, day: i64, at: i64, minutes: i64, guests: &[usize]| {
        Meeting::once(&format!("{uid}@acme.example"), &titled(title), day, at, minutes, guests)
    };
    let mut rows = Vec::new();
    // A status with more than eight people, older than the window; one is taken out, one called off, one moved.
    let mut status =
        once("status", "Weekly status update", -210, 10 * 60, 60, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
            .every(1, &[0]);
    status.without = vec![-21];
    status.called_off = vec![-35];
    status.moved = vec![Moved { from: -49, day: -48, at: 14 * 60, minutes: 60 }];
    rows.push(status);
    // Every second week, in a zone whose summer time ends at another day than the next one's; invited by the user.
    let mut design = once("design", "Architecture decision", -82, 9 * 60, 90, &[1, 2, 3, 4]).every(2, &[2]);
    (design.zone, design.organizer, design.agenda, design.room) = (Zone::NewYork, Some(ME), true, true);
    rows.push(design);
    // In a zone with one of Windows' names.
    let mut retro = once("retro", "Retrospective", -80, 15 * 60, 60, &[3, 4, 5, 6, 7]).every(2, &[4]);
    retro.zone = Zone::Berlin;
    rows.push(retro);
    rows.push(once("standup", "Stand-up", -84, 9 * 60 + 30, 15, &[2, 3, 4, 5, 6]).every(1, &[0, 1, 3, 4]));
    let mut lunch = once("lunch", "Lunch and learn", -82, 12 * 60, 60, &[7, 8, 9]).every(1, &[2]);
    lunch.answer = "DECLINED";
    rows.push(lunch);
    rows.push(once("one", "Ben and Mara", -81, 16 * 60, 30, &[2]).every(1, &[3]));
    // Single ones that repeat: a pattern.
    for (round, day) in [-63, -42, -27].into_iter().enumerate() {
        rows.push(once(&format!("budget{round}"), "Budget numbers", day, 13 * 60, 60, &[9, 10]));
    }
    // One upon another, then back to back, then after four minutes.
    rows.push(once("interview", "Candidate screening", -11, 10 * 60, 60, &[11]));
    rows.push(once("call", "Customer escalation", -11, 10 * 60 + 30, 60, &[13]));
    rows.push(once("follow", "Follow-up of the escalation", -11, 11 * 60 + 30, 30, &[13, 1]));
    rows.push(once("after", "Vendor contract", -11, 12 * 60 + 4, 26, &[12]));
    // Over a meeting that recurs.
    rows.push(once("over", "Release check", -7, 10 * 60 + 30, 60, &[1, 2]));
    // Outside of working hours, over midnight, at the weekend.
    rows.push(once("evening", "Evening with the partners", -6, 18 * 60, 90, &[13]));
    rows.push(once("night", "Night deployment", -20, 23 * 60 + 30, 60, &[4]));
    rows.push(once("saturday", "Saturday workshop", -23, 9 * 60, 180, &[1, 2, 3, 4, 5, 6, 7, 8]));
    // What does not count.
    let mut cancelled = once("cancelled", "Offsite", -13, 9 * 60, 480, &[1, 2, 3]);
    cancelled.cancelled = true;
    rows.push(cancelled);
    let mut whole = once("whole", "Company day", -10, 0, 1440, &[1, 2]);
    whole.all_day = true;
    rows.push(whole);
    let mut free = once("free", "Optional demo", -12, 15 * 60, 60, &[5, 6]);
    free.free = true;
    rows.push(free);
    let mut alone = once("alone", "Deep work", -17, 9 * 60, 180, &[]);
    alone.organizer = None;
    rows.push(alone);
    let mut room = once("room", "Desk in the quiet room", -16, 9 * 60, 120, &[]);
    (room.organizer, room.room) = (None, true);
    rows.push(room);
    Table { monday, rows }
}
