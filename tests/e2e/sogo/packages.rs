//! Installs what SOGo needs, if it is missing. No service of the packages is started: Debian asks
//! `/usr/sbin/policy-rc.d`, which says no while we install.

use crate::harness::process::run;
use anyhow::{Context, Result};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const POLICY: &str = "/usr/sbin/policy-rc.d";

/// Makes sure that sogod, memcached, nginx and PostgreSQL are there.
pub(super) fn ensure() -> Result<()> {
    let wanted: Vec<&str> = [
        ("sogo", Path::new("/usr/sbin/sogod").is_file()),
        ("memcached", Path::new("/usr/bin/memcached").is_file()),
        ("nginx-light", Path::new("/usr/sbin/nginx").is_file()),
        ("postgresql", postgres().is_ok()),
    ]
    .into_iter()
    .filter_map(|(package, there)| (!there).then_some(package))
    .collect();
    if wanted.is_empty() {
        return Ok(());
    }
    println!("sogo: installing {}", wanted.join(", "));
    let _policy = NoServices::new()?;
    let mut arguments = vec![
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "DPkg::Lock::Timeout=600",
        "-o",
        "Dpkg::Use-Pty=0",
        "install",
        "-y",
        "--no-install-recommends",
    ];
    arguments.extend(wanted);
    if run("env", &arguments).is_err() {
        run("apt-get", &["-qq", "-o", "DPkg::Lock::Timeout=600", "update"])?;
        run("env", &arguments).context("SOGo's packages could not be installed (root and Debian needed)")?;
    }
    Ok(())
}

/// The folder of PostgreSQL's server programs, the newest version.
pub(super) fn postgres() -> Result<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .context("no PostgreSQL server")?
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_string_lossy().parse().ok()?;
            let folder = entry.path().join("bin");
            folder.join("postgres").is_file().then_some((version, folder))
        })
        .collect();
    found.sort();
    found.pop().map(|(_, folder)| folder).context("no PostgreSQL server")
}

/// Our refusal to start services, taken away again at the end; one that was there before stays.
struct NoServices {
    ours: bool,
}

impl NoServices {
    fn new() -> Result<Self> {
        if Path::new(POLICY).exists() {
            return Ok(Self { ours: false });
        }
        std::fs::write(POLICY, "#!/bin/sh\nexit 101\n").context("cannot write policy-rc.d: root needed")?;
        std::fs::set_permissions(POLICY, std::fs::Permissions::from_mode(0o755))?;
        Ok(Self { ours: true })
    }
}

impl Drop for NoServices {
    fn drop(&mut self) {
        if self.ours {
            let _ = std::fs::remove_file(POLICY);
        }
    }
}
