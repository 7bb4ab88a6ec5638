//! The pages as files: one, or all of them in an archive for any wiki.

use super::pages::markdown::markdown;
use super::pages::{Page, decisions};
use crate::download;
use converel_protocol::team::decision::Decision;
use converel_team::archive;
use jiff::civil::Date;

/// The folder that the archive's files stand in.
const FOLDER: &str = "handbook";

/// Saves all pages, and the decisions' records that they lead to; the name of the file.
///
/// # Errors
/// Why not, in the browser's words.
pub(super) fn all(pages: &[Page], log: &[Decision], today: Date) -> Result<String, String> {
    let name = format!("handbook-{today}.zip");
    let pages = pages.iter().map(|page| (page.file.to_owned(), markdown(page)));
    let files: Vec<(String, Vec<u8>)> = pages
        .chain(decisions::files(log))
        .map(|(path, text)| (format!("{FOLDER}/{path}"), text.into_bytes()))
        .collect();
    let archive = archive::zip(&files).map_err(|error| error.to_string())?;
    download::save_bytes(&name, "application/zip", &archive).map_err(|error| format!("{error:?}"))?;
    Ok(name)
}

/// Saves one page; the name of the file.
///
/// # Errors
/// As [`all`].
pub(super) fn one(page: &Page) -> Result<String, String> {
    let text = markdown(page);
    download::save(page.file, "text/markdown;charset=utf-8", &text).map_err(|error| format!("{error:?}"))?;
    Ok(page.file.to_owned())
}
