//! A real SOGo on loopback, from Debian's packages: a private PostgreSQL cluster, memcached, sogod, nginx
//! and an SMTP sink, all on free ports with their state in one folder of the system's temporary folder.
//! Everything ends when [`Sogo`] is dropped. `/etc` is not touched: sogod gets its settings as arguments.

mod database;
pub mod grid;
mod packages;
pub mod page;
pub mod sink;
mod stack;

pub use database::Stored;
pub use stack::Sogo;

/// The users; the password is `<uid>-pw` and the address `<uid>@acme.example`.
pub const USERS: [(&str, &str); 14] = [
    ("alice", "Alice Anders"),
    ("bob", "Bob Brandt"),
    ("carol", "Carol Chen"),
    ("dave", "Dave Diaz"),
    ("erin", "Erin Evans"),
    ("frank", "Frank Foss"),
    ("grace", "Grace Gray"),
    ("heidi", "Heidi Hall"),
    ("ivan", "Ivan Ito"),
    ("judy", "Judy Jones"),
    ("karl", "Karl Kim"),
    ("lena", "Lena Lopez"),
    ("room7", "Room Seven"),
    ("room8", "Room Eight"),
];

/// A user's address.
pub fn address(uid: &str) -> String {
    format!("{uid}@acme.example")
}

/// A user's password.
pub fn password(uid: &str) -> String {
    format!("{uid}-pw")
}
