//! The audit's page as its user has it: files in, numbers read off, choices made, reports saved.

use super::audit_numbers::Numbers;
use super::browser::Session;
use super::wait::{until, within};
use super::{journal, paths};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Duration;
use thirtyfour::prelude::*;

/// The page's address.
pub const PAGE: &str = "dashboard.html#audit";

/// Writes a file for the picker into a folder of this scenario's own, and gives its path.
pub fn file(marker: &str, name: &str, content: &[u8]) -> Result<PathBuf> {
    let path = paths::target("e2e-audit")?.join(marker).join(name);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// Today as the browser's clock has it, in days since the Unix epoch. Browsers here live in UTC.
pub async fn today(session: &Session) -> Result<i64> {
    let now: f64 = session.script("return Date.now()", Vec::new()).await?;
    Ok((now / 86_400_000.0).floor() as i64)
}

/// This week's Monday.
pub async fn monday(session: &Session) -> Result<i64> {
    let today = today(session).await?;
    Ok(today - super::audit_dates::weekday(today))
}

/// Waits until the page takes files.
pub async fn ready(session: &Session) -> Result<()> {
    until("the page to take files", || async {
        let ready: bool = session
            .script(
                "const files = document.getElementById('audit-files');
                 return files !== null && files.closest('[hidden]') === null
                   && !files.disabled && files.getAttribute('aria-disabled') !== 'true'",
                Vec::new(),
            )
            .await?;
        Ok(ready.then_some(()))
    })
    .await
}

/// Notices from now on that an import begins or is refused: it may be over before anybody could look.
async fn watch(session: &Session) -> Result<()> {
    ready(session).await?;
    session
        .script(
            "const part = document.getElementById('audit-files').closest('section');
             const look = () => {
               const refused = document.getElementById('audit-failed')?.textContent.trim() ?? '';
               window.begun ||= document.getElementById('audit-progress') !== null || refused !== '';
             };
             window.watch?.disconnect();
             window.begun = false;
             window.watch = new MutationObserver(look);
             window.watch.observe(part, { subtree: true, childList: true, characterData: true })",
            Vec::new(),
        )
        .await
}

/// Gives files to the picker, all at once.
pub async fn pick(session: &Session, files: &[PathBuf]) -> Result<()> {
    watch(session).await?;
    let names: Vec<String> = files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    session.driver.find(By::Id("audit-files")).await?.send_keys(names.join("\n")).await?;
    Ok(())
}

/// Drops text files on the page. No driver can drag files in from outside of the browser: the events are dispatched.
pub async fn drop_files(session: &Session, files: &[(&str, &str)]) -> Result<()> {
    watch(session).await?;
    let dropped = "const send = type => document.getElementById('audit-drop').dispatchEvent(
           new DragEvent(type, { bubbles: true, cancelable: true, composed: true, dataTransfer }));
         send('dragenter');
         // Who does not take what is over it lets the browser have it, which then leaves the page for it.
         const over = !send('dragover');
         return !send('drop') && over";
    let taken: bool = session.script(&format!("{TRANSFER} {dropped}"), vec![json!(files)]).await?;
    ensure!(taken, "the page does not take what is dropped on it");
    Ok(())
}

/// Gives text files to the folder's picker.
pub async fn choose_folder(session: &Session, files: &[(&str, &str)]) -> Result<()> {
    watch(session).await?;
    let chosen = "const picker = document.getElementById('audit-folder');
         picker.files = dataTransfer.files;
         picker.dispatchEvent(new Event('change', { bubbles: true }))";
    session.script(&format!("{TRANSFER} {chosen}"), vec![json!(files)]).await
}

/// Makes `dataTransfer` of names and texts.
const TRANSFER: &str = "
const dataTransfer = new DataTransfer();
for (const [name, text] of arguments[0]) {
  dataTransfer.items.add(new File([text], name, { type: name.endsWith('.ics') ? 'text/calendar' : 'text/plain' }));
}";

/// Waits until the import that was asked for last is over, one way or the other.
pub async fn settled(session: &Session) -> Result<()> {
    within(Duration::from_secs(60), "the import to end", || async {
        let over: bool = session
            .script("return window.begun && document.getElementById('audit-progress') === null", Vec::new())
            .await?;
        Ok(over.then_some(()))
    })
    .await?;
    drawn(session).await
}

/// Waits until every part of the page shows the newest numbers: they are drawn one after the other.
pub async fn drawn(session: &Session) -> Result<()> {
    until("every part to be drawn", || async {
        let drawn: bool =
            session.script("return document.querySelector('[aria-busy=true]') === null", Vec::new()).await?;
        Ok(drawn.then_some(()))
    })
    .await
}

/// Waits until an import is under way.
pub async fn importing(session: &Session) -> Result<()> {
    until("the import to begin", || async {
        let begun: bool =
            session.script("return document.getElementById('audit-progress') !== null", Vec::new()).await?;
        Ok(begun.then_some(()))
    })
    .await
}

/// The figures on the page, exactly, by the names that they have there, `_` in place of `-`; of a share its two counts.
pub async fn figures(session: &Session) -> Result<Numbers> {
    let all: Vec<(String, String)> = session
        .script(
            "return [...document.querySelectorAll('[data-figure]')].flatMap(({ dataset }) =>
               ['value', 'count', 'of'].filter(name => dataset[name] !== undefined).map(name =>
                 [name === 'value' ? dataset.figure : `${dataset.figure}-${name}`, dataset[name]]))",
            Vec::new(),
        )
        .await?;
    Ok(all
        .into_iter()
        .filter_map(|(name, value)| Some((name.replace('-', "_"), value.parse().ok()?)))
        .collect())
}

/// What the reports have and the page has as a chart at most.
const REPORTED: [&str; 5] =
    ["recurring_hours", "single_hours", "chains_share_count", "chains_share_of", "window_weeks"];

/// Where the figures on the page differ from what is expected of them, a line each. What was left out and how long a
/// chain is may be unsaid where it is nothing; every other figure must be there.
pub async fn wrong(session: &Session, expected: &Numbers) -> Result<Vec<String>> {
    let found = figures(session).await?;
    let unsaid = |name: &str, value: f64| {
        REPORTED.contains(&name)
            || value == 0.0 && (name.starts_with("left_out_") || name.starts_with("chains_longest_"))
    };
    let named = expected.iter().map(|(name, value)| (name.replace('/', "_"), *value));
    let wanted: Numbers =
        named.filter(|(name, value)| found.contains_key(name) || !unsaid(name, *value)).collect();
    Ok(super::audit_numbers::differences(&wanted, &found))
}

/// Waits until the page shows what is `expected` of it, or tells how it differs.
pub async fn shows(session: &Session, what: &str, expected: &Numbers) -> Result<()> {
    until(what, || async {
        let wrong = wrong(session, expected).await?;
        ensure!(wrong.is_empty(), "{}", wrong.join("; "));
        Ok(Some(()))
    })
    .await
}

/// Saves a report as its user does, and gives the file.
pub async fn save(session: &Session, format: &str, names: bool) -> Result<PathBuf> {
    drawn(session).await?;
    journal::no_downloads(session)?;
    set(session, "report-names", names).await?;
    press(session, &format!("#report-{format}")).await?;
    let ending = if format == "markdown" { "md" } else { format };
    journal::download(session, &format!(".{ending}")).await
}

/// Saves a chart as a picture, `svg` or `png`, and gives the file.
pub async fn picture(session: &Session, chart: &str, kind: &str) -> Result<PathBuf> {
    journal::no_downloads(session)?;
    // Of two files within the same moment Chromium 156 now and then drops the second; a hand is slower.
    until("the last press to be over", || async {
        let active: bool = session.script("return navigator.userActivation.isActive", Vec::new()).await?;
        Ok((!active).then_some(()))
    })
    .await?;
    press(session, &format!("#chart-{chart} [data-save={kind}]")).await?;
    journal::download(session, &format!(".{kind}")).await
}

/// What the JSON report has of the audit.
pub async fn report(session: &Session, names: bool) -> Result<Value> {
    let whole = export(session, names).await?;
    whole.get("audit").cloned().with_context(|| format!("no audit in {whole}"))
}

/// The whole JSON report.
pub async fn export(session: &Session, names: bool) -> Result<Value> {
    let path = save(session, "json", names).await?;
    Ok(serde_json::from_str(&std::fs::read_to_string(path)?)?)
}

/// Unfolds the options.
pub async fn unfold_options(session: &Session) -> Result<()> {
    until("the options", || async {
        let open: bool = session
            .script("return document.getElementById('audit-options').closest('details').open", Vec::new())
            .await?;
        if !open {
            press(session, "section.options details.fold > summary").await?;
        }
        Ok(open.then_some(()))
    })
    .await
}

/// The numbers of a JSON value by their paths, `left_out/declined`.
pub fn numbers(value: &Value) -> Numbers {
    fn walk(value: &Value, path: &str, all: &mut Numbers) {
        let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
        match value {
            Value::Number(number) => drop(all.insert(path.to_owned(), number.as_f64().unwrap_or(f64::NAN))),
            Value::Array(values) => {
                values.iter().enumerate().for_each(|(at, value)| walk(value, &below(&at.to_string()), all));
            }
            Value::Object(fields) => fields.iter().for_each(|(name, value)| walk(value, &below(name), all)),
            _ => (),
        }
    }
    let mut all = Numbers::new();
    walk(value, "", &mut all);
    all
}

/// Sees to it that a box is ticked, or not.
pub async fn set(session: &Session, id: &str, on: bool) -> Result<()> {
    let css: &str = &format!("#{id}");
    let is = || async {
        let is: bool =
            session.script("return document.getElementById(arguments[0]).checked", vec![json!(id)]).await?;
        Ok::<_, anyhow::Error>(is)
    };
    until(&format!("#{id}"), || async { Ok(Some(session.driver.find(By::Id(id)).await?)) }).await?;
    if is().await? != on {
        // What stands beside the box is as good, and the only way where the box itself is not to be seen.
        let label = format!("label[for='{id}']");
        let labelled = session.driver.find(By::Css(&label)).await.is_ok();
        press(session, if labelled { &label } else { css }).await?;
    }
    until(&format!("#{id} to be {on}"), || async { Ok((is().await? == on).then_some(())) }).await
}

/// Clicks on the first of what `css` means that can be clicked, in the middle of the page: sticky bars cover no more
/// than its ends.
pub async fn press(session: &Session, css: &str) -> Result<()> {
    until(&format!("a click on {css}"), || async {
        session
            .script::<()>(
                "document.querySelector(arguments[0])?.scrollIntoView({ block: 'center', behavior: 'instant' })",
                vec![json!(css)],
            )
            .await?;
        session.driver.find(By::Css(css)).await?.click().await?;
        Ok(Some(()))
    })
    .await
}

/// Writes into a field, in place of what is there.
pub async fn write(session: &Session, id: &str, text: &str) -> Result<()> {
    let field = until(&format!("#{id}"), || async {
        let field = session.driver.find(By::Id(id)).await?;
        Ok(field.is_displayed().await?.then_some(field))
    })
    .await?;
    field.send_keys(Key::Control + "a").await?;
    field.send_keys(Key::Backspace + text).await?;
    Ok(())
}

/// Sets a field of a kind that is written differently in each language (a date, a time, a number), as a picker does.
pub async fn choose(session: &Session, id: &str, value: &str) -> Result<()> {
    let now: String = session
        .script(
            "const field = document.getElementById(arguments[0]);
             field.focus();
             field.value = arguments[1];
             field.dispatchEvent(new Event('input', { bubbles: true }));
             field.dispatchEvent(new Event('change', { bubbles: true }));
             return field.value",
            vec![json!(id), json!(value)],
        )
        .await?;
    ensure!(now == value, "#{id} is {now:?} and not {value:?}");
    Ok(())
}

/// What a kind of problem is called, with the file and the line, as far as they are said.
pub async fn problems(session: &Session) -> Result<Vec<String>> {
    session
        .script(
            "return [...document.querySelectorAll('#audit-problems li, #audit-failed')]
               .map(one => one.textContent.replace(/\\s+/g, ' ').trim()).filter(text => text !== '')",
            Vec::new(),
        )
        .await
}

/// Everything that the extension keeps in this browser, as one text: databases, storage, caches; bytes are read as
/// UTF-8 and as UTF-16.
pub async fn everything_kept(session: &Session) -> Result<String> {
    let kept: String = session.script_async(EVERYTHING, Vec::new()).await?;
    ensure!(!kept.starts_with("FAULT "), "what is kept cannot be read: {kept}");
    Ok(kept)
}

const EVERYTHING: &str = "
const done = arguments[arguments.length - 1];
const told = [];
const tell = async (value, seen = new Set()) => {
  if (value === null || typeof value !== 'object') { told.push(String(value)); return; }
  if (seen.has(value)) return;
  seen.add(value);
  if (value instanceof Blob) value = await value.arrayBuffer();
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    const bytes = value instanceof ArrayBuffer
      ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    told.push(new TextDecoder().decode(bytes), new TextDecoder('utf-16le').decode(bytes));
    return;
  }
  const entries = value instanceof Map ? [...value] : value instanceof Set ? [...value].map(one => [one, '']) : Object.entries(value);
  for (const [key, one] of entries) { await tell(key, seen); await tell(one, seen); }
};
const asked = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
(async () => {
  for (const { name } of await indexedDB.databases()) {
    told.push(`database ${name}`);
    const database = await asked(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      told.push(`store ${store}`);
      const reading = () => database.transaction(store).objectStore(store);
      await tell(await asked(reading().getAllKeys()));
      await tell(await asked(reading().getAll()));
    }
    database.close();
  }
  const { storage } = globalThis.browser ?? chrome;
  for (const area of ['local', 'session', 'sync']) {
    if (storage[area]) await tell(await storage[area].get(null).catch(() => ({})));
  }
  await tell({ ...localStorage });
  await tell({ ...sessionStorage });
  for (const name of await caches.keys().catch(() => [])) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      told.push(request.url, await (await cache.match(request)).text());
    }
  }
  const folder = await navigator.storage.getDirectory?.().catch(() => null);
  if (folder) {
    for await (const [name, handle] of folder) {
      told.push(name);
      if (handle.kind === 'file') await tell(await handle.getFile());
    }
  }
})().then(() => done(told.join('\\n')), fault => done(`FAULT ${fault}`));";
