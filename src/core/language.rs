//! The language of an invite, by its own words: function words, letters and endings that one language has
//! and the others have not. It tells apart the languages that drafts are written in, and no others.

use crate::invite::Invite;
use crate::words::{cut, words};

/// A language that drafts are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Language {
    English,
    German,
    French,
    Spanish,
    Portuguese,
    Japanese,
    /// Hindi in Latin letters, mixed with English, as Indian offices write it.
    HindiEnglish,
}

/// All languages.
pub const LANGUAGES: [Language; 7] = [
    Language::English,
    Language::German,
    Language::French,
    Language::Spanish,
    Language::Portuguese,
    Language::Japanese,
    Language::HindiEnglish,
];

impl Language {
    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Portuguese => "pt",
            Self::Japanese => "ja",
            Self::HindiEnglish => "hi-Latn",
        }
    }

    /// The language of a BCP 47 tag; `None` of one that no draft is written in. Hindi in its own script is
    /// none of them.
    pub fn tagged(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        let named = |own: &str| tag == own || tag.strip_prefix(own).is_some_and(|rest| rest.starts_with('-'));
        LANGUAGES.into_iter().find(|language| named(&language.tag().to_ascii_lowercase()))
    }

    /// Words that this language has and the others have not, as [`crate::words::fold`] leaves them.
    fn own_words(self) -> &'static str {
        match self {
            Self::English => {
                " the and of to with we will what is are this our you your from by how it who when please \
                 that be i'll let's they which should "
            }
            Self::German => {
                " der das und mit fur wir ist nicht ein eine einen auf zu zum zur im bitte wer wie wann uns den \
                 dem sich auch noch bei nach uber vor oder werden sind ihr euch unsere wochentlich abnahme "
            }
            Self::French => {
                " le les des et pour avec une est dans sur nous vous qui du au aux sont pas merci votre \
                 notre cette ce quel l'ordre d'avancement d'equipe equipe tableau suivi projet atelier "
            }
            Self::Spanish => {
                " el los las y para con una es del al por favor que quien equipo nuestro estan son sobre como \
                 cada hay esta vamos semana documento tecnica "
            }
            Self::Portuguese => {
                " o os e para com uma da dos das na nos nas ao pela pelo por favor nao sao reuniao equipa quem \
                 voce vamos sobre cada esta semana documento "
            }
            Self::Japanese => "",
            Self::HindiEnglish => {
                " hai hain ka ki ke ko mein kya kaun karna karne karenge karke nahi nahin aur yeh hum humein \
                 aap sab liye bhi abhi aaj kal chahiye hoga hogi raha rahe rahi wala wale pehle baad kaise \
                 kab milke apna apne hua hue toh tak kar dena lena jo sabko batana baat "
            }
        }
    }

    /// Letters that tell this language.
    fn own_letters(self) -> &'static str {
        match self {
            Self::German => "ßäöÄÖ",
            Self::French => "œùûëïŒ",
            Self::Spanish => "ñ¿¡",
            Self::Portuguese => "ãõ",
            Self::English | Self::Japanese | Self::HindiEnglish => "",
        }
    }

    /// Endings that tell this language, of longer words.
    fn own_endings(self) -> &'static [&'static str] {
        match self {
            Self::German => &["ung", "keit", "heit", "gesprach", "besprechung"],
            Self::Spanish => &["cion", "ciones", "dades"],
            Self::Portuguese => &["cao", "coes", "dade", "mento"],
            Self::French => &["eaux", "euse", "ements", "ique"],
            Self::English => &["ing"],
            Self::Japanese | Self::HindiEnglish => &[],
        }
    }
}

/// More text than this tells no more.
const TEXT_LIMIT: usize = 1_500;
/// An ending is a sign in words of at least so many letters.
const LONG_WORD: usize = 6;

/// The language of the invite's title and description, join blocks and the like left out; where they do not
/// tell, that of the page, and else English.
pub fn language(invite: &Invite) -> Language {
    let page = Language::tagged(&invite.language);
    let text = format!("{}\n{}", invite.title, cut(&invite.text, TEXT_LIMIT));
    of_text(&text, page).or(page).unwrap_or(Language::English)
}

/// The language of a text; where two are as likely, `page` if it is one of them. `None` if nothing tells.
fn of_text(text: &str, page: Option<Language>) -> Option<Language> {
    // Only Japanese writes kana; Chinese characters alone may be a title of either.
    let kana =
        text.chars().filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9d}')).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let han = text.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
    if kana > 0 && (kana + han) * 4 > letters {
        return Some(Language::Japanese);
    }
    if han * 4 > letters && page == Some(Language::Japanese) {
        return page;
    }
    // An address is in no language, and its `.com` is a word of Portuguese.
    let addresses = ["://", "www.", "@"];
    let bare: Vec<&str> =
        text.split_whitespace().filter(|part| !addresses.iter().any(|sign| part.contains(sign))).collect();
    let text = bare.join(" ");
    let found = words(&text);
    let mut best: Option<(usize, Language)> = None;
    for language in LANGUAGES {
        let own = language.own_words();
        let signs = found
            .iter()
            .map(|word| {
                let function = own.contains(&format!(" {} ", word.folded));
                let letter = word.written.contains(|c| language.own_letters().contains(c));
                let long = word.folded.chars().count() >= LONG_WORD;
                let ending = long && language.own_endings().iter().any(|end| word.folded.ends_with(end));
                2 * usize::from(function) + 2 * usize::from(letter) + usize::from(ending)
            })
            .sum::<usize>();
        let better = match best {
            None => signs > 0,
            Some((most, _)) => signs > most || (signs == most && Some(language) == page),
        };
        if better {
            best = Some((signs, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, page: &str) -> &'static str {
        of_text(text, Language::tagged(page)).map_or("", Language::tag)
    }

    #[test]
    fn texts_tell_their_language() {
        for (text, page, expected) in [
            ("Weekly status of the platform", "de", "en"),
            ("Übergabe Schlüssel, Zugänge, offene Vorgänge", "en", "de"),
            ("Sprintplanung 34", "", "de"),
            ("Point d'avancement projet Mésange", "en", "fr"),
            ("Parcours devis", "fr", ""),
            ("Agenda: https://docs.example.com/d/1 me@example.com", "pt", ""),
            ("Reunión de coordinación docente", "en", "es"),
            ("Planejamento da virada do sistema", "en", "pt"),
            ("Reunião de equipa – segunda-feira", "en", "pt"),
            ("【定例】基盤チーム週次ミーティング", "en", "ja"),
            ("全社朝礼", "ja", "ja"),
            ("全社朝礼", "zh-CN", ""),
            ("Vendor final karna hai aaj", "en", "hi-Latn"),
            ("Project kickoff - sab milke scope samajhte hain", "en", "hi-Latn"),
            ("Kindly share the status of your module", "hi", "en"),
            ("Q3", "fr", ""),
            ("", "fr", ""),
        ] {
            assert_eq!(told(text, page), expected, "{text}");
        }
    }

    #[test]
    fn tags_are_read() {
        for (tag, expected) in [
            ("en-GB", Some(Language::English)),
            ("pt_BR", Some(Language::Portuguese)),
            ("HI-LATN", Some(Language::HindiEnglish)),
            ("hi", None),
            ("est", None),
            ("", None),
        ] {
            assert_eq!(Language::tagged(tag), expected, "{tag}");
        }
        for language in LANGUAGES {
            assert_eq!(Language::tagged(language.tag()), Some(language));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,200}") {
            let _ = of_text(&text, None);
        }
    }
}
