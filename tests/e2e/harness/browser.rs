//! Chromium and Firefox under WebDriver, with the extension as it is built. A session is one browser with
//! a profile of its own; it ends when [`Session::quit`] is called, and at the latest with this process.

use super::process::{Service, free_port};
use super::{paths, raw, wait};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use thirtyfour::Capabilities;
use thirtyfour::prelude::*;

/// The two browsers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Debian's Chromium.
    Chromium,
    /// Firefox, ESR or later.
    Firefox,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// The name of its build of the extension.
    pub fn build(self) -> &'static str {
        match self {
            Self::Chromium => "chrome",
            Self::Firefox => "firefox",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        })
    }
}

/// How a session is started.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// The unpacked extension; `None`: a bare browser.
    pub extension: Option<PathBuf>,
    /// The proxy of [`super::wire::Wire`].
    pub proxy: String,
    /// Dark theme.
    pub dark: bool,
    /// On the display instead of headless.
    pub visible: bool,
    /// Hosts (match patterns) that the extension is given when it asks for them, with no prompt shown.
    pub given: Vec<String>,
}

/// A running browser.
pub struct Session {
    /// Which browser.
    pub kind: Kind,
    /// Its driver.
    pub driver: WebDriver,
    /// Where its downloads go.
    pub downloads: PathBuf,
    /// The extension's origin with a slash at its end, or empty.
    pub origin: String,
    extension: Option<PathBuf>,
    service: Service,
}

/// Firefox gives every installation another origin, unless it is preset.
const FIREFOX_UUID: &str = "5c0a9f3e-7d1b-4e52-9a64-1f0c3b8e2d75";

impl Session {
    /// Starts driver and browser. Call it from a thread that lives as long as the session.
    pub async fn start(kind: Kind, setup: &Setup) -> Result<Self> {
        let port = free_port()?;
        let logs = paths::target("e2e-logs")?;
        let log = logs.join(format!("{kind}-driver-{port}.log"));
        let (program, arguments) = match kind {
            Kind::Chromium => (paths::chromedriver(), vec![format!("--port={port}")]),
            Kind::Firefox => {
                let websocket = free_port()?;
                // System access opens the extension's pages, which WebDriver may not navigate to.
                let ports = [port.to_string(), websocket.to_string()];
                let arguments = ["--port", &ports[0], "--websocket-port", &ports[1], "--allow-system-access"];
                (paths::geckodriver()?, arguments.map(str::to_owned).to_vec())
            }
        };
        let mut service = Service::start("webdriver", None, &program, &arguments, &log)?;
        service.listens(port).await?;
        let downloads =
            std::env::temp_dir().join(format!("converel-downloads-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&downloads)?;
        let capabilities = match kind {
            Kind::Chromium => chromium(setup, &downloads)?,
            Kind::Firefox => firefox(setup, &downloads)?,
        };
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities)
            .await
            .with_context(|| format!("{kind} did not start; see {}", log.display()))?;
        driver.set_page_load_timeout(Duration::from_secs(60)).await?;
        driver.set_script_timeout(Duration::from_secs(60)).await?;
        let mut session = Self {
            kind,
            driver,
            downloads,
            origin: String::new(),
            extension: setup.extension.clone(),
            service,
        };
        if let Some(folder) = &setup.extension {
            session.origin = match kind {
                Kind::Chromium => format!("chrome-extension://{}/", chromium_id(folder)),
                Kind::Firefox => format!("moz-extension://{FIREFOX_UUID}/"),
            };
            if kind == Kind::Firefox {
                session.install(folder).await?;
            }
        }
        Ok(session)
    }

    /// Installs an unpacked extension for this session; Firefox only. Again: reloads it.
    async fn install(&self, folder: &Path) -> Result<()> {
        use thirtyfour::extensions::addons::firefox::FirefoxTools;
        let tools = FirefoxTools::new(self.driver.handle().clone());
        tools.install_addon(&folder.to_string_lossy(), Some(true)).await.context("add-on not installed")
    }

    /// Reloads the extension, as an update does, under the pages that are open.
    pub async fn reload_extension(&self) -> Result<()> {
        match (self.kind, &self.extension) {
            (Kind::Firefox, Some(folder)) => self.install(folder).await,
            (Kind::Chromium, Some(_)) => {
                let page = self.driver.window().await?;
                let own = self.open("dashboard.html").await?;
                // The reload takes the page along, and sometimes the answer with it.
                let _ = self.driver.execute("chrome.runtime.reload()", Vec::new()).await;
                wait::until("the extension's page to go with the reload", || async {
                    let windows = self.driver.windows().await?;
                    if windows.contains(&own) {
                        self.driver.switch_to_window(own.clone()).await?;
                        let url = self.driver.current_url().await?;
                        return Ok(url.as_str().starts_with("chrome-error:").then_some(()));
                    }
                    Ok(Some(()))
                })
                .await?;
                if self.driver.windows().await?.contains(&own) {
                    self.driver.close_window().await?;
                }
                self.driver.switch_to_window(page).await?;
                Ok(())
            }
            (_, None) => bail!("no extension in this session"),
        }
    }

    /// Opens one of the extension's pages in a new tab and goes there.
    pub async fn open(&self, page: &str) -> Result<WindowHandle> {
        let driver = &self.driver;
        let address = format!("{}{page}", self.origin);
        let before = driver.windows().await?;
        match self.kind {
            Kind::Chromium => {
                driver.new_tab().await?;
            }
            Kind::Firefox => {
                let script =
                    "const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
                    gBrowser.selectedTab = gBrowser.addTab(arguments[0], { triggeringPrincipal });";
                raw::privileged(driver, script, vec![address.as_str().into()]).await?;
            }
        }
        let tab = wait::until("a new tab", || async {
            Ok(driver.windows().await?.into_iter().find(|window| !before.contains(window)))
        })
        .await?;
        driver.switch_to_window(tab.clone()).await?;
        if self.kind == Kind::Chromium {
            driver.goto(address.as_str()).await?;
        }
        wait::until(&format!("the extension's page {page}"), || async {
            let ours: bool = self
                .script(
                    "return location.href.startsWith(arguments[0]) && document.readyState === 'complete'",
                    vec![self.origin.as_str().into()],
                )
                .await?;
            Ok(ours.then_some(()))
        })
        .await?;
        Ok(tab)
    }

    /// Does `work` on one of the extension's pages in a tab of its own, then comes back.
    pub async fn on_page<T>(&self, page: &str, work: impl AsyncFnOnce() -> Result<T>) -> Result<T> {
        let before = self.driver.window().await?;
        self.open(page).await?;
        let done = work().await;
        self.driver.close_window().await?;
        self.driver.switch_to_window(before).await?;
        done
    }

    /// Runs a script with `arguments` and gives back its JSON value.
    pub async fn script<T: serde::de::DeserializeOwned>(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<T> {
        Ok(self.driver.execute(script, arguments).await?.convert()?)
    }

    /// Runs a script that ends by calling its last argument.
    pub async fn script_async<T: serde::de::DeserializeOwned>(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<T> {
        Ok(self.driver.execute_async(script, arguments).await?.convert()?)
    }

    /// Makes the page's viewport exactly so large, in CSS pixels.
    pub async fn viewport(&self, width: i64, height: i64) -> Result<()> {
        if self.kind == Kind::Chromium {
            let metrics =
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            raw::devtools(&self.driver, "Emulation.setDeviceMetricsOverride", metrics).await?;
            return Ok(());
        }
        self.driver.set_window_rect(0, 0, width as u32, height as u32).await?;
        let (inner_width, inner_height): (i64, i64) =
            self.script("return [innerWidth, innerHeight]", Vec::new()).await?;
        let (more_width, more_height) = (width * 2 - inner_width, height * 2 - inner_height);
        self.driver.set_window_rect(0, 0, more_width as u32, more_height as u32).await?;
        Ok(())
    }

    /// The driver's process, which started the browser's.
    pub fn driver_process(&self) -> u32 {
        self.service.id()
    }

    /// Closes the browser and its driver.
    pub async fn quit(self) -> Result<()> {
        self.driver.clone().quit().await?;
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.downloads);
    }
}

fn common(capabilities: &mut Capabilities, setup: &Setup) -> Result<()> {
    capabilities.set("acceptInsecureCerts", true)?;
    if !setup.proxy.is_empty() {
        let proxy = json!({ "proxyType": "manual", "sslProxy": setup.proxy, "httpProxy": setup.proxy });
        capabilities.set("proxy", proxy)?;
    }
    // A dialog of the page ("leave site?") is a finding, not an obstacle.
    capabilities.set("unhandledPromptBehavior", "accept")?;
    Ok(())
}

fn chromium(setup: &Setup, downloads: &Path) -> Result<Capabilities> {
    let mut arguments = vec![
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--window-size=1280,800".to_owned(),
        // Timers and frames run on in tabs and windows that are not on top.
        "--disable-background-timer-throttling".to_owned(),
        "--disable-renderer-backgrounding".to_owned(),
        "--disable-backgrounding-occluded-windows".to_owned(),
        "--disable-features=DisableLoadExtensionCommandLineSwitch,OptimizationHints,MediaRouter,Translate,AutofillServerCommunication".to_owned(),
        "--lang=en-US".to_owned(),
    ];
    if !setup.visible {
        arguments.push("--headless=new".to_owned());
    }
    if setup.dark {
        arguments.push("--force-dark-mode".to_owned());
    }
    if let Some(folder) = &setup.extension {
        arguments.push(format!("--load-extension={}", folder.display()));
    }
    let mut preferences = json!({
        "download.default_directory": downloads,
        "download.prompt_for_download": false,
        // Without it an unpacked extension that reloads itself is left disabled.
        "extensions.ui.developer_mode": true,
    });
    // Nobody can press the prompt's button here. But what a user has allowed once is not asked about again: so
    // the profile says of this extension that these hosts were granted before, and holds no permission for them
    // until the extension asks.
    if let (Some(folder), Some(preferences), false) =
        (&setup.extension, preferences.as_object_mut(), setup.given.is_empty())
    {
        let granted = json!({ "api": [], "manifest_permissions": [], "scriptable_host": [], "explicit_host": setup.given });
        let known = json!({ "granted_permissions": granted, "runtime_granted_permissions": granted });
        let mut extensions = serde_json::Map::new();
        extensions.insert(chromium_id(folder), known);
        preferences.insert("extensions.settings".to_owned(), extensions.into());
    }
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "chrome")?;
    capabilities.set(
        "goog:chromeOptions",
        json!({
            "binary": "/usr/bin/chromium",
            "args": arguments,
            "prefs": preferences,
        }),
    )?;
    common(&mut capabilities, setup)?;
    Ok(capabilities)
}

fn firefox(setup: &Setup, downloads: &Path) -> Result<Capabilities> {
    let mut preferences = json!({
        "browser.download.folderList": 2,
        "browser.download.dir": downloads,
        "browser.download.alwaysOpenPanel": false,
        "browser.helperApps.neverAsk.saveToDisk": "text/csv,application/json,application/x-ndjson,text/markdown,text/html,image/svg+xml,image/png,application/zip",
        "layout.css.prefers-color-scheme.content-override": if setup.dark { 0 } else { 1 },
        "ui.systemUsesDarkTheme": i32::from(setup.dark),
        "intl.accept_languages": "en-US",
        // What Firefox asks the network for by itself would hide what the extension asks for.
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "security.OCSP.enabled": 0,
        "browser.safebrowsing.update.enabled": false,
        "extensions.getAddons.cache.enabled": false,
        "dom.push.connection.enabled": false,
        // Firefox's own switch for tests: what an extension asks for is given without a prompt.
        "extensions.webextOptionalPermissionPrompts": setup.given.is_empty(),
    });
    if let Some(folder) = &setup.extension {
        let manifest: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("manifest.json"))?)?;
        let id = manifest
            .pointer("/browser_specific_settings/gecko/id")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let uuids = json!({ id: FIREFOX_UUID }).to_string();
        if let Some(preferences) = preferences.as_object_mut() {
            preferences.insert("extensions.webextensions.uuids".to_owned(), uuids.into());
        }
    }
    let arguments: &[&str] = if setup.visible { &[] } else { &["-headless"] };
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "firefox")?;
    capabilities.set("moz:firefoxOptions", json!({ "args": arguments, "prefs": preferences }))?;
    common(&mut capabilities, setup)?;
    Ok(capabilities)
}

/// The id that Chromium gives to an unpacked extension: its path's SHA-256, first half, in letters a to p.
fn chromium_id(folder: &Path) -> String {
    let digest = Sha256::digest(folder.as_os_str().as_encoded_bytes());
    let letter = |half: u8| char::from(b'a' + half);
    digest.iter().take(16).flat_map(|byte| [letter(byte >> 4), letter(byte & 15)]).collect()
}
