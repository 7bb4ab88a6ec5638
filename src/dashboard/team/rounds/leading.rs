//! What a lead wishes: a round begun, closed, handed over, taken over.

use super::keep::{Step, change};
use super::{Client, LED, key, now, seal_words};
use converel_browser::{clock, crypto::WebCrypto};
use converel_protocol::team::round::{Led, Round};
use converel_team::block::{self, Kind};
use converel_team::{collect, seal};
use converel_ui::team::rounds::{Made, Place};
use converel_ui::words::t;

impl Client {
    pub(super) async fn begin_round(&self, round: Round) -> Result<(), String> {
        let id = clock::uuid().unwrap_or_default();
        let round = Round { id: id.clone(), at: now(), ..round };
        let led = seal::new_led(&WebCrypto, round).await.map_err(|fault| seal_words(&fault.into()))?;
        let kept = change(key(LED, &id), |_| Step::Put(led)).await?;
        self.place_led(&id, kept);
        self.model.look_at(Place::Led(id));
        self.model.said.set(t("team_round_said_begun"));
        Ok(())
    }

    pub(super) async fn close(&self, id: &str) -> Result<(), String> {
        let closed = change::<Led>(key(LED, id), |led| match led {
            Some(led) if led.closed_at.is_none() => {
                let now = now();
                Step::Put(Led { closed_at: Some(now), changed_at: now, ..led.clone() })
            }
            _ => Step::Leave,
        });
        let closed = closed.await?;
        self.place_led(id, closed);
        // A handover that was made before is of the open round.
        self.model.made.set(None);
        self.model.said.set(t("team_round_said_closed"));
        Ok(())
    }

    pub(super) async fn hand_over(&self, id: &str, passphrase: &str) -> Result<(), String> {
        // As it is kept, not as the page remembers it: answers may have come in elsewhere.
        let led = change::<Led>(key(LED, id), |_| Step::Leave).await?;
        self.place_led(id, led.clone());
        let led = led.ok_or_else(|| t("team_round_gone"))?;
        let made = seal::handover(&WebCrypto, &led, passphrase).await;
        let text = made.map_err(|error| seal_words(&error))?;
        // It is shown where it belongs: the passphrase takes a while.
        let round = id.to_owned();
        if self.model.place.with_untracked(|place| *place == Place::Led(round.clone())) {
            self.model.made.set(Some(Made::Handover { round, text, locked: !passphrase.is_empty() }));
        }
        Ok(())
    }

    pub(super) async fn take_over(&self, text: &str, passphrase: &str) -> Result<(), String> {
        // Of several, a quoted one that was cut off among them, the first that is whole.
        let of_kind = block::find(text).into_iter().filter(|block| block.kind == Some(Kind::Handover));
        let (whole, broken): (Vec<_>, Vec<_>) = of_kind.map(|block| block.payload).partition(Result::is_ok);
        let Some(payload) = whole.into_iter().chain(broken).next() else {
            return Err(super::answering::none_of_kind(text, Kind::Handover));
        };
        let payload = payload.map_err(|error| super::taking::block_words(&error))?;
        let led = seal::read_handover(&WebCrypto, &payload, passphrase).await;
        let led = led.map_err(|error| seal_words(&error))?;
        let id = led.round.id.clone();
        let mut strange = false;
        let kept = change::<Led>(key(LED, &id), |there| match there {
            None => Step::Put(led),
            Some(there) if collect::same_round(there, &led) => Step::Put(collect::merge(there, &led)),
            Some(_) => {
                strange = true;
                Step::Leave
            }
        });
        let kept = kept.await?;
        if strange {
            return Err(t("team_round_strange"));
        }
        self.place_led(&id, kept);
        self.model.look_at(Place::Led(id));
        self.model.said.set(t("team_round_said_taken_over"));
        Ok(())
    }
}
