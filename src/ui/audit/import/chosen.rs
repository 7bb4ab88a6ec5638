//! The files that somebody chose or dropped, those in dropped folders too. A dropped folder is walked by the entries
//! that the browser gives (File and Directory Entries API), which must be asked for while the event is handled.

use js_sys::{Array, Function, Promise};
use std::collections::VecDeque;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DataTransfer, DragEvent, Event, File, FileList, FileSystemDirectoryEntry, FileSystemDirectoryReader,
    FileSystemEntry, FileSystemFileEntry,
};

/// Endings of the names of what can be a calendar, or hold one.
const ENDINGS: [&str; 5] = ["ics", "ical", "icalendar", "ifb", "zip"];

/// The files of an input.
pub(super) fn of_list(list: Option<FileList>) -> Vec<File> {
    list.map(|list| (0..list.length()).filter_map(|index| list.get(index)).collect()).unwrap_or_default()
}

/// Whether a file of a folder can be meant: its other files are none of ours.
pub(super) fn may_be_calendar(file: &File) -> bool {
    has_ending(&file.name())
}

fn has_ending(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Whether what is dragged is files, and not a card of the board or a piece of text.
pub(super) fn carries_files(event: &Event) -> bool {
    transfer(event).is_some_and(|transfer| transfer.types().includes(&JsValue::from_str("Files"), 0))
}

fn transfer(event: &Event) -> Option<DataTransfer> {
    event.dyn_ref::<DragEvent>()?.data_transfer()
}

/// Gives `take` the dropped files, and of dropped folders those that can be calendars; once, and even if none is there.
pub(super) fn of_drop(event: &Event, take: impl FnOnce(Vec<File>) + 'static) {
    let Some(transfer) = transfer(event) else { return };
    let items = transfer.items();
    let mut files = Vec::new();
    let mut folders = VecDeque::new();
    for item in (0..items.length()).filter_map(|index| items.get(index)) {
        let entry = item.webkit_get_as_entry().ok().flatten();
        match entry.filter(FileSystemEntry::is_directory) {
            Some(folder) => folders.push_back(folder),
            None => files.extend(item.get_as_file().ok().flatten()),
        }
    }
    if folders.is_empty() {
        take(files);
        return;
    }
    spawn_local(async move {
        while let Some(entry) = folders.pop_front() {
            // By what they say of themselves: Chromium has no global names for the two kinds of entries.
            if entry.is_directory() {
                let folder: FileSystemDirectoryEntry = entry.unchecked_into();
                folders.extend(entries(&folder.create_reader()).await);
            } else if has_ending(&entry.name()) {
                files.extend(file(&entry.unchecked_into()).await);
            }
        }
        take(files);
    });
}

/// Everything in a folder. It is told in parts, the last of which is empty; what cannot be read is left out.
async fn entries(reader: &FileSystemDirectoryReader) -> Vec<FileSystemEntry> {
    let mut all = Vec::new();
    loop {
        let part = settled(|resolve, reject| {
            if let Err(error) = reader.read_entries_with_callback_and_callback(resolve, reject) {
                // A promise's own function throws nothing.
                let _ = reject.call1(&JsValue::UNDEFINED, &error);
            }
        });
        let Some(part) = part.await else { return all };
        let part: Array = part.unchecked_into();
        if part.length() == 0 {
            return all;
        }
        all.extend(part.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn file(entry: &FileSystemFileEntry) -> Option<File> {
    settled(|resolve, reject| entry.file_with_callback_and_callback(resolve, reject))
        .await
        .and_then(|file| file.dyn_into().ok())
}

/// What a call with two callbacks comes to; `None` where it fails.
async fn settled(call: impl Fn(&Function, &Function)) -> Option<JsValue> {
    let promise = Promise::new(&mut |resolve, reject| call(&resolve, &reject));
    JsFuture::from(promise).await.ok()
}

#[cfg(test)]
mod tests {
    use super::has_ending;

    #[test]
    fn what_can_be_a_calendar_is_known_by_its_ending() {
        for (name, expected) in [
            ("team.ics", true),
            ("TEAM.ICS", true),
            ("takeout-2026.zip", true),
            ("a.b.ical", true),
            ("free.ifb", true),
            ("photo.jpg", false),
            ("ics", false),
            ("archive.ics.bak", false),
            ("", false),
        ] {
            assert_eq!(has_ending(name), expected, "{name}");
        }
    }
}
