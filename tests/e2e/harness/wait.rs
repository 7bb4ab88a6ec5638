//! The one way of waiting: ask again until an answer comes or a deadline passes. No scenario has a fixed pause; a
//! benchmark has one where it measures what happens in a while.

use anyhow::{Context, Result, bail};
use std::future::Future;
use std::time::{Duration, Instant};

/// Long enough for a slow step on two busy cores; reached only by a failure.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// Pause between two askings.
const BETWEEN: Duration = Duration::from_millis(25);

/// Asks `ask` until it gives a value, for [`PATIENCE`] at most. An error counts as "not yet" and is told
/// when the patience is over; `what` says in the report what was waited for.
pub async fn until<T, F>(what: &str, ask: impl FnMut() -> F) -> Result<T>
where
    F: Future<Output = Result<Option<T>>>,
{
    within(PATIENCE, what, ask).await
}

/// [`until`] with another deadline.
pub async fn within<T, F>(patience: Duration, what: &str, mut ask: impl FnMut() -> F) -> Result<T>
where
    F: Future<Output = Result<Option<T>>>,
{
    let deadline = Instant::now() + patience;
    loop {
        let answer = ask().await;
        if let Ok(Some(value)) = answer {
            return Ok(value);
        }
        if Instant::now() >= deadline {
            let waited = format!("waited {} s for: {what}", patience.as_secs_f32());
            return match answer {
                Err(error) => Err(error).context(waited),
                Ok(_) => bail!(waited),
            };
        }
        tokio::time::sleep(BETWEEN).await;
    }
}

/// Watches that `ask` stays true for `time`: for what must *not* happen.
pub async fn stays<F>(time: Duration, what: &str, mut ask: impl FnMut() -> F) -> Result<()>
where
    F: Future<Output = Result<bool>>,
{
    let end = Instant::now() + time;
    while Instant::now() < end {
        if !ask().await? {
            bail!("did not stay so: {what}");
        }
        tokio::time::sleep(BETWEEN).await;
    }
    Ok(())
}

/// Lets the while pass over which a benchmark measures. There is nothing to ask for, and asking would be measured too.
pub async fn measured(time: Duration) {
    tokio::time::sleep(time).await;
}
