//! Answers taken in: found, opened one after the other with a pause for the page between, and kept in one transaction.

use super::keep::{Step, change};
use super::{Client, LED, key, now};
use converel_browser::clock;
use converel_browser::crypto::WebCrypto;
use converel_protocol::team::round::{Answer, Led};
use converel_team::block::{self, BlockError, Found, Kind};
use converel_team::collect::{self, Taken};
use converel_team::seal::{self, SealError};
use converel_ui::team::rounds::{Fate, Progress, Took, words_of_fate};
use converel_ui::words::t;
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// For so many milliseconds blocks are opened before the page has its turn: two frames' time, which nobody feels.
const TURN: f64 = 32.0;
/// The most bytes of one file: ten thousand answers of the usual length are a fifth of it.
const MOST_BYTES: f64 = 64_000_000.0;

/// What became of a block before anything was kept.
enum Opened {
    Told(Fate),
    Answer(Box<Answer>),
}

impl Client {
    pub(super) async fn take_text(self: Rc<Self>, round: String, text: String) {
        self.begin_taking().await;
        let blocks = block::find(&text);
        drop(text);
        self.take(round, blocks, Vec::new()).await;
    }

    pub(super) async fn take_files(self: Rc<Self>, round: String, files: Vec<File>) {
        self.begin_taking().await;
        let (mut blocks, mut unreadable) = (Vec::new(), Vec::new());
        for file in files {
            let small = file.size() <= MOST_BYTES;
            let text = if small { JsFuture::from(file.text()).await.ok() } else { None };
            match text.and_then(|text| text.as_string()) {
                Some(text) => blocks.extend(block::find(&text)),
                None => unreadable.push(file.name()),
            }
            clock::pause().await;
        }
        self.take(round, blocks, unreadable).await;
    }

    async fn begin_taking(&self) {
        self.stopped.set(false);
        self.model.took.set(None);
        self.model.trouble.set(None);
        self.model.progress.set(Some(Progress::default()));
        // So that it is seen before the work begins.
        clock::pause().await;
    }

    async fn take(&self, round: String, blocks: Vec<Found>, unreadable: Vec<String>) {
        let taken = match self.model.led_of(&round) {
            None => Err(t("team_round_gone")),
            Some(led) => {
                let opened = self.open_all(&led, blocks).await;
                self.keep(&round, opened).await
            }
        };
        let (fates, failed) = taken.map_or_else(|words| (Vec::new(), words), |fates| (fates, String::new()));
        self.model.took.set(Some(Took { round, fates, unreadable, failed }));
        self.model.progress.set(None);
    }

    async fn open_all(&self, led: &Led, blocks: Vec<Found>) -> Vec<Opened> {
        let of = blocks.len();
        let mut opened = Vec::with_capacity(of);
        let mut since = now();
        for found in blocks {
            if self.stopped.get() {
                opened.push(Opened::Told(Fate::Unread));
                continue;
            }
            opened.push(self.open_block(led, found).await);
            if now() - since > TURN {
                self.model.progress.set(Some(Progress { done: opened.len(), of }));
                clock::pause().await;
                since = now();
            }
        }
        opened
    }

    async fn open_block(&self, led: &Led, found: Found) -> Opened {
        let payload = match (found.payload, found.kind) {
            (Err(error), _) => return Opened::Told(block_fate(&error)),
            (Ok(_), Some(Kind::Round)) => return Opened::Told(Fate::Round),
            (Ok(_), Some(Kind::Handover)) => return Opened::Told(Fate::Handover),
            (Ok(_), None) => return Opened::Told(Fate::Newer),
            (Ok(payload), Some(Kind::Answer)) => payload,
        };
        match seal::open(&WebCrypto, led, &payload).await {
            Ok(answer) => Opened::Answer(Box::new(answer)),
            Err(SealError::Foreign) => Opened::Told(Fate::Foreign(self.whose(led, &payload).await)),
            Err(SealError::Damaged) => Opened::Told(Fate::Damaged),
            Err(SealError::Newer) => Opened::Told(Fate::Newer),
            Err(SealError::TooLarge) => Opened::Told(Fate::TooLarge),
            Err(SealError::Malformed(_) | SealError::Locked | SealError::WrongPassphrase) => {
                Opened::Told(Fate::Malformed)
            }
            // The browser could not, and the block is none the worse for it.
            Err(SealError::Cryptography(_)) => Opened::Told(Fate::Unread),
        }
    }

    /// The title of that of this user's other rounds which an answer belongs to.
    async fn whose(&self, not: &Led, payload: &[u8]) -> Option<String> {
        let others = self.model.led.get_clone_untracked();
        for other in others.iter().filter(|other| other.round.id != not.round.id) {
            if !matches!(seal::open(&WebCrypto, other, payload).await, Err(SealError::Foreign)) {
                return Some(other.round.title.clone());
            }
        }
        None
    }

    /// Keeps the answers that were opened, and says what became of every block.
    async fn keep(&self, round: &str, opened: Vec<Opened>) -> Result<Vec<Fate>, String> {
        let answers = || {
            opened.iter().filter_map(|one| match one {
                Opened::Answer(answer) => Some(Answer::clone(answer)),
                Opened::Told(_) => None,
            })
        };
        let mut taken = Vec::new();
        if answers().next().is_some() {
            let kept = change::<Led>(key(LED, round), |there| {
                let Some(there) = there else { return Step::Leave };
                let mut led = there.clone();
                taken = collect::take_all(&mut led, answers());
                let changed = taken.iter().any(|taken| matches!(taken, Taken::New | Taken::Replaced));
                if changed { Step::Put(Led { changed_at: now(), ..led }) } else { Step::Leave }
            });
            let kept = kept.await?;
            let gone = kept.is_none();
            // A handover that was made before lacks them.
            self.model.made.set(None);
            self.place_led(round, kept);
            if gone {
                return Err(t("team_round_gone"));
            }
        }
        let mut taken = taken.into_iter();
        let fates = opened.into_iter().map(|one| match one {
            Opened::Told(fate) => fate,
            Opened::Answer(_) => taken.next().map_or(Fate::Unread, fate_of),
        });
        Ok(fates.collect())
    }
}

fn fate_of(taken: Taken) -> Fate {
    match taken {
        Taken::New => Fate::New,
        Taken::Replaced => Fate::Replaced,
        Taken::Older => Fate::Older,
        Taken::Same => Fate::Same,
        Taken::Closed => Fate::Closed,
    }
}

fn block_fate(error: &BlockError) -> Fate {
    match error {
        BlockError::Truncated => Fate::Truncated,
        BlockError::Damaged => Fate::Damaged,
        BlockError::TooLarge => Fate::TooLarge,
        BlockError::Newer { .. } | BlockError::UnknownKind => Fate::Newer,
    }
}

/// Why a block cannot be read.
pub(super) fn block_words(error: &BlockError) -> String {
    words_of_fate(&block_fate(error), 1)
}
