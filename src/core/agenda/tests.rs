//! The agenda reading as a specification: descriptions and what is read from them.

mod around;

use super::*;

fn level(description: &str) -> AgendaLevel {
    let format = if description.contains("</") || description.contains("<br") {
        TextFormat::Html
    } else {
        TextFormat::Plain
    };
    read(description, format, "Weekly sync of the platform team").level
}

const MEET: &str = "-::~:~::~:~:~:~:~:~::-\nJoin with Google Meet: https://meet.google.com/abc-defg-hij\nOr dial: (US) +1 555-555-0144 PIN: 137929619#\nLearn more about Meet at: https://support.google.com/a/users/answer/9282720\nPlease do not edit this section.\n-::~:~::~:~:~:~:~:~::-";
const ZOOM: &str = "Dana B. is inviting you to a scheduled Zoom meeting.\n\nTopic: Weekly sync\nTime: Apr 8, 2026 10:00 AM\n\nJoin Zoom Meeting\nhttps://example.zoom.us/j/930?pwd=x\n\nMeeting ID: 930 3761 2505\nPasscode: 262433\nOne tap mobile\n+15555550100,,930#,,,,*262433# US (New York)\n\nDial by your location\n- +1 555 555 0100 US (New York)\n- +44 20 7946 0100 United Kingdom\nFind your local number: https://example.zoom.us/u/x";
const TEAMS: &str = "________________________________________________________________________________\nMicrosoft Teams Need help?<https://aka.ms/JoinTeamsMeeting?omkt=en-US>\nJoin the meeting now<https://teams.microsoft.com/l/meetup-join/19>\nMeeting ID: 207 846 234 526\nPasscode: ne2e2d\nFor organizers: Meeting options<https://teams.microsoft.com/meetingOptions/>\n________________________________________________________________________________";
const WEBEX: &str = "-- Do not delete or change any of the following text. --\n\nWhen it's time, join your Webex meeting here.\n\nMeeting number (access code): 2658 777 1946\nMeeting password: 8djFAu\n\nJoin meeting\nhttps://example.webex.com/example/j.php?MTID=1\n\nTap to call in from a mobile device (attendees only)\n+1-555-555-0123 United States Toll\n\nJoin by phone\nGlobal call-in numbers\nNeed help? Go to https://help.webex.com";

#[test]
fn what_is_no_agenda_is_none() {
    for text in [
        "",
        " \n ",
        MEET,
        ZOOM,
        TEAMS,
        WEBEX,
        "Agenda: TBD",
        "Agenda:\nTBD",
        "Agenda to follow.",
        "Agenda:\n\nNotes:\n\nActions:",
        "Purpose:\nAgenda:\nOutcome:",
        "<p><b>Agenda</b></p><ul><li></li></ul>",
        "<ul><li>[topic]</li><li>[topic]</li></ul>",
        "Agenda\n1. Topic 1\n2. Topic 2",
        "| Item | Owner | Time |\n| --- | --- | --- |\n|  |  |  |",
        "Hi all,\n\nThanks,\nDana",
        "Best regards,\nPriya S.\nAssociate Project Manager\nMob: +91 00000 00000",
        "This e-mail and any attachments are confidential and intended solely for the addressee.",
        "Weekly platform team sync",
        "Let's connect.",
        "Please do not forward.",
        "Ground rules\n- Be on time\n- Mute when not talking",
        "-----Original Appointment-----\nFrom: Pat R.\nWhen: Thursday 10:00\nWhere: Teams",
        "Sent from my iPhone",
        "Attendees:\n- Ann\n- Bob",
        "議題：未定",
    ] {
        assert_eq!(level(text), AgendaLevel::None, "{text}");
    }
}

#[test]
fn pointers_are_links() {
    for text in [
        "Notes: https://docs.example/1",
        "https://board.example/7",
        "<a href=\"https://docs.example/1\">See running notes</a>",
        "Agenda doc: https://docs.example/1",
        "The deck is attached.",
        "Agenda: https://docs.example/1",
    ] {
        assert_eq!(level(text), AgendaLevel::LinkOnly, "{text}");
    }
}

#[test]
fn topics_are_topics() {
    for text in [
        "- Budget 2027\n- Hiring",
        "Agenda: scope, timeline, budget",
        "Agenda\n\nBudget 2027\nHiring plan",
        "<ul><li>Budget</li><li>Pflichtschulungen</li></ul>",
        "1. Migration\n2. Rollback",
        "議題：\n・予算\n・採用計画",
        "Stories to be demoed: CLM-301, CLM-309, CLM-315",
        "Ordre du jour :\n- avancement par lot\n- points bloquants",
    ] {
        assert_eq!(level(text), AgendaLevel::Topics, "{text}");
        for join in [MEET, ZOOM, TEAMS, WEBEX] {
            if !text.contains('<') {
                assert_eq!(level(&format!("{text}\n\n{join}")), AgendaLevel::Topics, "{text}");
                assert_eq!(level(&format!("{join}\n\n{text}")), AgendaLevel::Topics, "{text}");
            }
        }
    }
}

#[test]
fn an_outcome_an_owner_or_minutes_make_it_good() {
    for text in [
        "- Budget (10 min)\n- Hiring",
        "- Budget (Priya)",
        "- Budget\nOutcome: one option chosen",
        "Goal: agree on the pilot\n- Budget",
        "Need to decide whether the Osaka office keeps its own release train.",
        "| Item | Owner | Time |\n| Budget | Priya | 10 |",
        "9:00 Budget\n9:30 Hiring",
        "<table><tr><th>Topic</th><th>Minutes</th></tr><tr><td>Budget</td><td>10</td></tr></table>",
    ] {
        assert_eq!(level(text), AgendaLevel::Good, "{text}");
    }
}

#[test]
fn what_the_gate_writes_is_good_and_read_back_whole() {
    for (text, format) in [
        (
            "Purpose: choose the vendor\nAgenda\n- Budget (10 min, Priya)\n- Contract terms (20 min)\n- Next steps\nPreparation: read the offers\nNotes: https://wiki.example/n\nFacilitator: Ann\nFor information (notes instead): Bob, Carol\nSeries review: 2027-01-31",
            TextFormat::Plain,
        ),
        (
            "<p>Purpose: choose the vendor</p><p><b>Agenda</b></p><ul><li>Budget (10 min, Priya)</li><li>Contract terms (20 min)</li><li>Next steps</li></ul><p>Preparation: read the offers</p><p>Notes: <a href=\"https://wiki.example/n\">https://wiki.example/n</a></p><p>Facilitator: Ann</p><p>For information (notes instead): Bob, Carol</p><p>Series review: 2027-01-31</p>",
            TextFormat::Html,
        ),
    ] {
        let agenda = read(text, format, "Vendor");
        let items: Vec<_> = agenda
            .items
            .iter()
            .map(|item| (item.topic.as_str(), item.minutes, item.owner.as_str(), item.line.as_str()))
            .collect();
        assert_eq!(
            items,
            [
                ("Budget", Some(10), "Priya", "Budget (10 min, Priya)"),
                ("Contract terms", Some(20), "", "Contract terms (20 min)"),
                ("Next steps", None, "", "Next steps"),
            ]
        );
        assert_eq!(agenda.outcome, "choose the vendor");
        assert_eq!(agenda.link, "https://wiki.example/n");
        assert_eq!(agenda.level, AgendaLevel::Good);
    }
}

#[test]
fn a_line_is_kept_for_editing_only_if_it_is_one_topic() {
    let lines = |text: &str| {
        read(text, TextFormat::Plain, "").items.into_iter().map(|item| item.line).collect::<Vec<_>>()
    };
    assert_eq!(lines("Agenda:\n 1)  Budget   2027 (10 min)"), ["Budget 2027 (10 min)"]);
    assert_eq!(lines("Agenda: scope, timeline"), ["", ""]);
}

#[test]
fn the_case_of_letters_does_not_matter() {
    for text in [
        "Agenda: TBD",
        "- Budget (10 min)\n- Hiring",
        ZOOM,
        "Outcome: one option\n- Budget",
        "Notes: https://docs.example/1",
    ] {
        assert_eq!(level(text), level(&text.to_uppercase().replace("HTTPS", "https")), "{text}");
    }
}

#[test]
fn a_megabyte_is_read() {
    let html = "<div><ul><li>Budget (10 min)<table><tr><td>x</td></tr></table>".repeat(20_000);
    assert_eq!(level(&html), AgendaLevel::Good);
    let _ = level(&"word, ".repeat(200_000));
    let _ = level(&"Need to decide. ".repeat(70_000));
    let _ = level(&"( ".repeat(500_000));
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}|(Agenda|:|- |\\||Topic|TBD|https://x|\\n|<li>|</li>|10 min|\\(|\\)|Priya|議題|。|\\. ){0,40}", title in "\\PC{0,20}") {
        for format in [TextFormat::Plain, TextFormat::Html] {
            let agenda = read(&text, format, &title);
            proptest::prop_assert_eq!(agenda.items.is_empty(), agenda.level < AgendaLevel::Topics);
        }
    }
}

#[test]
fn links_and_tables_of_plain_text_are_not_edited_in_place() {
    let lines = |text: &str| {
        read(text, TextFormat::Plain, "").items.into_iter().map(|item| item.line).collect::<Vec<_>>()
    };
    assert_eq!(lines("- Budget<https://docs.example/1> next year"), [""]);
    assert_eq!(lines("| Budget next year | Priya | 10 min |"), [""]);
    assert_eq!(lines("- Budget https://docs.example/1"), ["Budget https://docs.example/1"]);
}

#[test]
fn details_belong_to_their_topic() {
    let topics = |text: &str, format| {
        read(text, format, "").items.into_iter().map(|item| item.topic).collect::<Vec<_>>().join("|")
    };
    for (text, expected) in [
        (
            "Agenda:\n- Budget 2027\n  - forecast\n  - actuals\n- Hiring\n    * two roles",
            "Budget 2027|Hiring",
        ),
        ("1. Budget\n   a) forecast\n   b) actuals (Priya, 10 min)\n2. Hiring", "Budget|actuals|Hiring"),
        ("- Budget\n- Hiring\n- Office move", "Budget|Hiring|Office move"),
        // A calendar took the white space off the front.
        ("- Budget\n  - Hiring\n  - Office move", "Budget|Hiring|Office move"),
        ("  - Budget\n  - Hiring", "Budget|Hiring"),
        ("- TBD\n  - Budget\n  - Hiring", "Budget|Hiring"),
    ] {
        assert_eq!(topics(text, TextFormat::Plain), expected, "{text}");
    }
    for (html, expected) in [
        (
            "<ul><li>Budget<ul><li>forecast</li><li>actuals</li></ul></li><li>Hiring</li></ul>",
            "Budget|Hiring",
        ),
        (
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>1. Budget</p><p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>a. forecast</p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>2. Hiring</p>",
            "Budget|Hiring",
        ),
    ] {
        assert_eq!(topics(html, TextFormat::Html), expected, "{html}");
    }
    // They are not lost: the text that is judged has them.
    let (_, text) =
        read_among("- Budget\n- Hiring\n  - two roles", TextFormat::Plain, "", &WordSet::default());
    assert!(text.contains("two roles"), "{text}");
}
