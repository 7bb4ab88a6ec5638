//! Starting the parts in their order, and proving that each is up. What a part is told stands in
//! `tests/sogo/`; placeholders in braces are filled here.

use super::sink::Sink;
use super::{USERS, address, packages, password};
use crate::harness::paths::root;
use crate::harness::process::{Service, free_port, run};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The running SOGo.
#[derive(Debug)]
pub struct Sogo {
    /// Where the mails end.
    pub sink: Sink,
    pub(super) folder: PathBuf,
    pub(super) postgres_port: u16,
    http_port: u16,
    // Fields drop in order: the front first, the database last.
    _services: Vec<Service>,
}

impl Sogo {
    /// Brings it up; about four seconds once the packages are installed. Needs root and Debian.
    pub async fn start() -> Result<Self> {
        let begun = Instant::now();
        packages::ensure()?;
        sweep();
        let folder = std::env::temp_dir().join(format!("converel-sogo-{}", std::process::id()));
        for (name, owner) in [
            ("", "root"),
            ("log", "root"),
            ("postgres", "postgres"),
            ("socket", "postgres"),
            ("sogo", "sogo"),
        ] {
            let path = folder.join(name);
            std::fs::create_dir_all(&path)?;
            run("chown", &[&format!("{owner}:"), &path.to_string_lossy()])?;
        }
        run("install", &["-d", "-o", "sogo", "-g", "sogo", "-m", "750", "/var/spool/sogo"])?;
        let log = folder.join("log");
        let sink = Sink::start().await?;

        let (postgres, postgres_port) = start_postgres(&folder).await?;
        let memcached_port = free_port()?;
        // It drops root by itself: as `nobody`, whose group has another name.
        let mut memcached = Service::start(
            "memcached",
            None,
            Path::new("/usr/bin/memcached"),
            &words(&format!("-u nobody -l 127.0.0.1 -p {memcached_port} -U 0 -m 32")),
            &log.join("memcached"),
        )?;
        memcached.listens(memcached_port).await?;

        let sogo_port = free_port()?;
        let http_port = free_port()?;
        let fill = |text: &str| {
            text.replace("{postgres}", &format!("postgresql://sogo:sogo@127.0.0.1:{postgres_port}/sogo"))
                .replace("{memcached}", &memcached_port.to_string())
                .replace("{smtp}", &sink.port().to_string())
                .replace("{sogo}", &sogo_port.to_string())
                .replace("{http}", &http_port.to_string())
                .replace("{folder}", &folder.to_string_lossy())
        };
        let mut sogod = Service::start(
            "sogod",
            Some("sogo"),
            Path::new("/usr/sbin/sogod"),
            &sogod_arguments(&fill(&template("sogod.defaults")?)),
            &log.join("sogod"),
        )?;
        sogod.listens(sogo_port).await?;
        let nginx_configuration = folder.join("nginx.conf");
        std::fs::write(&nginx_configuration, fill(&template("nginx.conf")?))?;
        let mut nginx = Service::start(
            "nginx",
            None,
            Path::new("/usr/sbin/nginx"),
            &words(&format!("-c {}", nginx_configuration.display())),
            &log.join("nginx"),
        )?;
        nginx.listens(http_port).await?;

        let sogo = Self {
            sink,
            folder,
            postgres_port,
            http_port,
            _services: vec![nginx, sogod, memcached, postgres],
        };
        sogo.add_users()?;
        println!("sogo: up at {} after {:.1} s", sogo.address(), begun.elapsed().as_secs_f32());
        Ok(sogo)
    }

    /// The address of its login page.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/SOGo/", self.http_port)
    }

    /// Adds the users, and asks for each one's calendar once: SOGo makes it at its owner's first request, and
    /// drops an invitation for somebody who has none yet. One after the other, because the first requests
    /// also make the tables.
    fn add_users(&self) -> Result<()> {
        for (uid, name) in USERS {
            let (mail, password) = (address(uid), password(uid));
            let (kind, bookings) = if uid.starts_with("room") { ("location", 1) } else { ("", 0) };
            self.sql(
                "sogo",
                &format!(
                    "insert into sogo_users values ('{uid}', '{uid}', '{password}', '{name}', '{mail}', '{kind}', {bookings})"
                ),
            )?;
            let calendar = format!("{}dav/{uid}/Calendar/personal/", self.address());
            let login = format!("{uid}:{password}");
            run(
                "curl",
                &["-fsS", "-o", "/dev/null", "-u", &login, "-X", "PROPFIND", "-H", "Depth: 0", &calendar],
            )
            .with_context(|| format!("{uid} has no calendar"))?;
        }
        // Anybody may book a room; without this SOGo refuses it as a guest.
        self.sql(
            "sogo",
            "insert into sogo_acl select c_folder_id, replace(c_path, '/Users', ''), '<default>', role
             from sogo_folder_info, unnest(array['ObjectCreator', 'PublicViewer', 'ConfidentialDAndTViewer', 'PrivateDAndTViewer']) role
             where c_path like '/Users/room%/Calendar/personal'",
        )?;
        let rows =
            self.sql("sogo", "select count(*) from sogo_folder_info where c_folder_type = 'Appointment'")?;
        ensure!(
            rows.trim() == USERS.len().to_string(),
            "{} calendars for {} users",
            rows.trim(),
            USERS.len()
        );
        Ok(())
    }
}

impl Drop for Sogo {
    fn drop(&mut self) {
        self._services.clear();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Removes what a killed run left behind; its processes ended with it.
fn sweep() {
    let Ok(entries) = std::fs::read_dir(std::env::temp_dir()) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(owner) = name.strip_prefix("converel-sogo-")
            && !Path::new("/proc").join(owner).exists()
        {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

async fn start_postgres(folder: &Path) -> Result<(Service, u16)> {
    let programs = packages::postgres()?;
    let (data, socket) = (folder.join("postgres"), folder.join("socket"));
    let initdb = programs.join("initdb");
    run(
        "runuser",
        &[
            "-u",
            "postgres",
            "--",
            &initdb.to_string_lossy(),
            "-D",
            &data.to_string_lossy(),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ],
    )?;
    let port = free_port()?;
    // Nothing here outlives the run, so nothing waits for the disk.
    let arguments = words(&format!(
        "-D {} -c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={} -c fsync=off \
         -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=32MB",
        data.display(),
        socket.display()
    ));
    let mut postgres = Service::start(
        "postgres",
        Some("postgres"),
        &programs.join("postgres"),
        &arguments,
        &folder.join("log/postgres"),
    )?;
    postgres.listens(port).await?;
    let host = socket.to_string_lossy().into_owned();
    let schema = root().join("tests/sogo/users.sql");
    let port_text = port.to_string();
    let psql = |database: &str, extra: &[&str]| {
        let mut arguments = vec!["-h", &host, "-p", &port_text, "-U", "postgres", "-d", database];
        arguments.extend(["-v", "ON_ERROR_STOP=1", "-q"]);
        arguments.extend(extra);
        run("psql", &arguments)
    };
    // The port is open a moment before the server takes connections.
    crate::harness::wait::until("PostgreSQL to take connections", || async {
        psql("postgres", &["-c", "select 1"]).map(Some)
    })
    .await?;
    psql("postgres", &["-c", "create role sogo login password 'sogo'"])?;
    psql("postgres", &["-c", "create database sogo owner sogo template template0 encoding 'UTF8'"])?;
    psql("sogo", &["-f", &schema.to_string_lossy()])?;
    Ok((postgres, port))
}

fn template(name: &str) -> Result<String> {
    let path = root().join("tests/sogo").join(name);
    std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// `Key = value` lines as sogod's arguments `-Key value`; lines that begin with `#` are comments.
fn sogod_arguments(defaults: &str) -> Vec<String> {
    defaults
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .flat_map(|(key, value)| [format!("-{}", key.trim()), value.trim().to_owned()])
        .collect()
}
