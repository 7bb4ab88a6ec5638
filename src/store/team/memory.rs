//! The team's cabinet in memory: what tests hold the browser's against.

use super::{Cabinet, Entry, Turn};
use crate::Error;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A cabinet that lives as long as the value.
#[derive(Debug, Default)]
pub struct MemoryCabinet {
    texts: RefCell<BTreeMap<String, String>>,
    broken: RefCell<Option<Error>>,
}

impl MemoryCabinet {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on it answers everything with this error; `None`: it is whole again.
    pub fn break_with(&self, error: Option<Error>) {
        self.broken.replace(error);
    }

    fn whole(&self) -> Result<&RefCell<BTreeMap<String, String>>, Error> {
        self.broken.borrow().clone().map_or(Ok(&self.texts), Err)
    }
}

impl Cabinet for MemoryCabinet {
    async fn all(&self) -> Result<Vec<Entry>, Error> {
        Ok(self.whole()?.borrow().clone().into_iter().collect())
    }

    async fn change(
        &self,
        keys: &[String],
        mut turn: impl FnMut(&str, Option<String>) -> Turn,
    ) -> Result<(), Error> {
        let mut texts = self.whole()?.borrow_mut();
        for key in keys {
            match turn(key, texts.get(key).cloned()) {
                Turn::Leave => {}
                Turn::Put(text) => drop(texts.insert(key.clone(), text)),
                Turn::Remove => drop(texts.remove(key)),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    /// The memory's cabinet never waits.
    fn now<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waited"),
        }
    }

    #[test]
    fn a_text_is_changed_from_what_it_is() {
        let cabinet = MemoryCabinet::new();
        let keys = ["a/1", "a/2"].map(str::to_owned);
        let longer = |_: &str, old: Option<String>| Turn::Put(old.unwrap_or_default() + "x");
        now(cabinet.change(&keys, longer)).unwrap();
        now(cabinet.change(&keys[..1], longer)).unwrap();
        now(cabinet.change(&keys[1..], |key, old| {
            assert_eq!((key, old.as_deref()), ("a/2", Some("x")));
            Turn::Leave
        }))
        .unwrap();
        let entry = |key: &str, text: &str| (key.to_owned(), text.to_owned());
        assert_eq!(now(cabinet.all()).unwrap(), [entry("a/1", "xx"), entry("a/2", "x")]);
        now(cabinet.change(&keys, |_, _| Turn::Remove)).unwrap();
        assert_eq!(now(cabinet.all()).unwrap(), []);
    }

    #[test]
    fn a_broken_cabinet_changes_nothing() {
        let cabinet = MemoryCabinet::new();
        cabinet.break_with(Some(Error::Full));
        let put = now(cabinet.change(&["a/1".to_owned()], |_, _| Turn::Put("x".into())));
        assert_eq!((put, now(cabinet.all())), (Err(Error::Full), Err(Error::Full)));
        cabinet.break_with(None);
        assert_eq!(now(cabinet.all()), Ok(vec![]));
    }
}
