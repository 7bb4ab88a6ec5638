//! What SOGo's database holds: the proof of who was really reached. Read over psql, never written but to
//! empty it.

use super::Sogo;
use crate::harness::process::run;
use anyhow::{Context, Result};
use serde::Deserialize;

/// One copy of an event in somebody's calendar.
#[derive(Clone, Debug, Deserialize)]
pub struct Stored {
    /// Whose calendar.
    pub owner: String,
    /// The event as iCalendar, its folded lines joined.
    pub calendar: String,
}

impl Stored {
    /// The value of the first property `name`, backslash escapes undone; empty if there is none.
    pub fn property(&self, name: &str) -> String {
        self.calendar
            .lines()
            .skip_while(|line| !line.starts_with("BEGIN:VEVENT"))
            .find_map(|line| {
                let (key, value) = line.split_once(':')?;
                (key.split(';').next() == Some(name)).then_some(value)
            })
            .map(|value| {
                value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
            })
            .unwrap_or_default()
    }

    /// The attendees' addresses in lower case, sorted.
    pub fn attendees(&self) -> Vec<String> {
        let mut found: Vec<String> = self
            .calendar
            .lines()
            .filter(|line| line.starts_with("ATTENDEE"))
            .filter_map(|line| {
                line.to_lowercase().rsplit_once("mailto:").map(|(_, address)| address.to_owned())
            })
            .collect();
        found.sort();
        found
    }
}

impl Sogo {
    /// Every copy of events whose text contains `marker`, in all calendars, sorted by owner.
    pub fn stored(&self, marker: &str) -> Result<Vec<Stored>> {
        let found = self.sql(
            "sogo",
            &format!(
                "select coalesce(json_agg(json_build_object('owner', f.c_path2, 'calendar', s.c_content)
                                          order by f.c_path2), '[]')
                 from sogo_store s join sogo_folder_info f using (c_folder_id)
                 where coalesce(s.c_deleted, 0) = 0 and f.c_folder_type = 'Appointment'
                   and position('{}' in regexp_replace(s.c_content, E'\\r?\\n[ \\t]', '', 'g')) > 0",
                marker.replace('\'', "''")
            ),
        )?;
        let mut stored: Vec<Stored> = serde_json::from_str(&found).context("psql's answer")?;
        for copy in &mut stored {
            copy.calendar = copy.calendar.replace("\r\n ", "").replace("\n ", "").replace('\r', "");
        }
        Ok(stored)
    }

    /// Empties one organizer's events out of every calendar, and everything that mentions `marker` out of
    /// the sink: what one scenario left cannot touch the next, nor those of the other browser.
    pub fn forget(&self, marker: &str) -> Result<()> {
        let marker_in_sql = marker.replace('\'', "''");
        self.sql(
            "sogo",
            &format!(
                "with gone as (delete from sogo_store where position('{marker_in_sql}' in c_content) > 0
                               returning c_folder_id, c_name)
                 delete from sogo_quick_appointment q using gone
                 where q.c_folder_id = gone.c_folder_id and q.c_name = gone.c_name"
            ),
        )?;
        self.sink.forget(marker);
        Ok(())
    }

    pub(super) fn sql(&self, database: &str, statement: &str) -> Result<String> {
        let port = self.postgres_port.to_string();
        let host = self.folder.join("socket").to_string_lossy().into_owned();
        run(
            "psql",
            &[
                "-h",
                &host,
                "-p",
                &port,
                "-U",
                "postgres",
                "-d",
                database,
                "-v",
                "ON_ERROR_STOP=1",
                "-qtAc",
                statement,
            ],
        )
    }
}
