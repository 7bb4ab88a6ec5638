//! The audit's shelf in memory: what tests hold the browser's against.

use super::{Change, Name, Shelf};
use crate::Error;
use std::cell::RefCell;

/// A shelf that lives as long as the value.
#[derive(Debug, Default)]
pub struct MemoryShelf {
    texts: RefCell<Vec<(Name, String)>>,
    broken: RefCell<Option<Error>>,
}

impl MemoryShelf {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on it answers everything with this error; `None`: it is whole again.
    pub fn break_with(&self, error: Option<Error>) {
        self.broken.replace(error);
    }

    fn whole(&self) -> Result<&RefCell<Vec<(Name, String)>>, Error> {
        self.broken.borrow().clone().map_or(Ok(&self.texts), Err)
    }
}

impl Shelf for MemoryShelf {
    async fn read(&self) -> Result<Vec<(Name, String)>, Error> {
        Ok(self.whole()?.borrow().clone())
    }

    async fn write(&self, changes: &[Change]) -> Result<(), Error> {
        let mut texts = self.whole()?.borrow_mut();
        for (name, text) in changes {
            texts.retain(|(kept, _)| kept != name);
            texts.extend(text.clone().map(|text| (*name, text)));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    /// The memory's shelf never waits.
    fn now<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waited"),
        }
    }

    #[test]
    fn a_text_is_there_once_until_it_is_taken_away() {
        let shelf = MemoryShelf::new();
        let text = |text: &str| Some(text.to_owned());
        now(shelf.write(&[(Name::Import, text("a")), (Name::Cycles, text("b"))])).unwrap();
        now(shelf.write(&[(Name::Import, text("c")), (Name::Cycles, None), (Name::Options, None)])).unwrap();
        assert_eq!(now(shelf.read()).unwrap(), [(Name::Import, "c".to_owned())]);
    }

    #[test]
    fn a_broken_shelf_changes_nothing() {
        let shelf = MemoryShelf::new();
        now(shelf.write(&[(Name::Options, Some("a".to_owned()))])).unwrap();
        shelf.break_with(Some(Error::Full));
        assert_eq!(now(shelf.write(&[(Name::Options, None)])), Err(Error::Full));
        assert_eq!(now(shelf.read()), Err(Error::Full));
        shelf.break_with(None);
        assert_eq!(now(shelf.read()).unwrap().len(), 1);
    }

    #[test]
    fn each_name_has_a_key_of_its_own() {
        let mut keys = Name::ALL.map(Name::key).to_vec();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys, ["cycles", "import", "options", "placements"]);
    }
}
