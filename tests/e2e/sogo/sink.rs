//! An SMTP server that delivers nothing: it keeps every message in memory for the scenarios to look at.

use anyhow::{Context, Result};
use mailparse::MailHeaderMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// One message as it came over the wire.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The envelope's recipients, in lower case.
    pub to: Vec<String>,
    /// The decoded subject.
    pub subject: String,
    /// Every text and calendar part, decoded.
    pub text: String,
}

/// The running sink.
#[derive(Clone, Debug)]
pub struct Sink {
    port: u16,
    mails: Arc<Mutex<Vec<Mail>>>,
}

impl Sink {
    /// Listens on a free port of loopback for as long as the runtime lives.
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let sink = Self { port: listener.local_addr()?.port(), mails: Arc::default() };
        let mails = sink.mails.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mails = mails.clone();
                tokio::spawn(async move {
                    if let Err(error) = serve(stream, &mails).await {
                        eprintln!("smtp sink: {error:#}");
                    }
                });
            }
        });
        Ok(sink)
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The messages whose subject or text contains `marker`.
    pub fn with(&self, marker: &str) -> Vec<Mail> {
        let mails = self.mails.lock().unwrap_or_else(PoisonError::into_inner);
        mails
            .iter()
            .filter(|mail| mail.subject.contains(marker) || mail.text.contains(marker))
            .cloned()
            .collect()
    }

    /// Forgets the messages that [`Sink::with`] would give.
    pub fn forget(&self, marker: &str) {
        let mut mails = self.mails.lock().unwrap_or_else(PoisonError::into_inner);
        mails.retain(|mail| !mail.subject.contains(marker) && !mail.text.contains(marker));
    }
}

/// One SMTP conversation (RFC 5321, as much of it as SOGo speaks).
async fn serve(stream: TcpStream, mails: &Mutex<Vec<Mail>>) -> Result<()> {
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    write.write_all(b"220 sink ESMTP\r\n").await?;
    let mut to = Vec::new();
    let mut line = String::new();
    loop {
        line.clear();
        if read.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let command = line.trim_end().to_ascii_uppercase();
        let answer: &[u8] = if command.starts_with("EHLO") {
            b"250-sink\r\n250 8BITMIME\r\n"
        } else if command.starts_with("RCPT TO:") {
            let path = line.trim().split_once(':').map_or("", |(_, path)| path);
            let path = path.split_whitespace().next().unwrap_or_default();
            to.push(path.trim_matches(['<', '>']).to_lowercase());
            b"250 ok\r\n"
        } else if command == "DATA" {
            write.write_all(b"354 go\r\n").await?;
            let raw = message(&mut read).await?;
            let mail = parse(&raw, std::mem::take(&mut to)).context("a message that cannot be read")?;
            mails.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
            b"250 kept\r\n"
        } else if command == "QUIT" {
            write.write_all(b"221 bye\r\n").await?;
            return Ok(());
        } else {
            b"250 ok\r\n"
        };
        write.write_all(answer).await?;
    }
}

/// The lines up to the lone dot, dot-stuffing undone.
async fn message(read: &mut BufReader<tokio::net::tcp::OwnedReadHalf>) -> Result<Vec<u8>> {
    let mut raw = Vec::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        read.read_until(b'\n', &mut line).await?;
        if line.is_empty() || line == b".\r\n" || line == b".\n" {
            return Ok(raw);
        }
        raw.extend_from_slice(line.strip_prefix(b".").filter(|_| line.starts_with(b"..")).unwrap_or(&line));
    }
}

fn parse(raw: &[u8], to: Vec<String>) -> Result<Mail> {
    let message = mailparse::parse_mail(raw)?;
    let mut text = String::new();
    for part in message.parts() {
        if part.subparts.is_empty() && part.ctype.mimetype.starts_with("text/") {
            text.push_str(&part.get_body()?);
            text.push('\n');
        }
    }
    Ok(Mail { to, subject: message.headers.get_first_value("Subject").unwrap_or_default(), text })
}
