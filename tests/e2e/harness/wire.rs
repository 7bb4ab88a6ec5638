//! The network as the browsers see it: one proxy on loopback that speaks TLS for the names we stand in
//! for, with a certificate made on the spot, and writes down everything anybody asked for. Nothing is
//! ever passed on to the real network. Loopback addresses do not come here: browsers reach them directly.

use anyhow::{Context, Result};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderMap, HeaderName, HeaderValue, REFERER};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioExecutor, TokioIo};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// An answer of a stand-in.
pub type Answer = Response<Full<Bytes>>;

/// One request that reached the proxy.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The host's name.
    pub host: String,
    /// Method and path with its query; for a host that nobody stands in for, `CONNECT`.
    pub what: String,
    /// Its headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Asked {
    /// Its address, a header or its body contains `marker`. A page's own address, which comes along as its
    /// referrer, does not count.
    pub fn contains(&self, marker: &str) -> bool {
        let within = |bytes: &[u8]| bytes.windows(marker.len()).any(|part| part == marker.as_bytes());
        within(self.what.as_bytes())
            || within(&self.body)
            || self.headers.iter().any(|(name, value)| name != REFERER && within(value.as_bytes()))
    }

    /// It asks for a change, not for something to look at.
    pub fn changes(&self) -> bool {
        !["GET ", "HEAD ", "OPTIONS ", "CONNECT "].iter().any(|method| self.what.starts_with(method))
    }
}

/// A stand-in for one host.
pub trait Site: Send + Sync {
    /// The host's name.
    fn host(&self) -> &str;
    /// Answers a request.
    fn answer(&self, request: &Request<Bytes>) -> Answer;
    /// It speaks HTTP/2, without which Chromium sends no body that is a stream.
    fn http2(&self) -> bool {
        false
    }
}

/// The running proxy.
pub struct Wire {
    port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    sites: Vec<Arc<dyn Site>>,
    asked: Mutex<Vec<Asked>>,
    tls: TlsAcceptor,
    tls_http2: TlsAcceptor,
}

impl Wire {
    /// Stands in for `sites`, on a free port of loopback for as long as the runtime lives.
    pub async fn start(sites: Vec<Arc<dyn Site>>) -> Result<Self> {
        let names: Vec<String> = sites.iter().map(|site| site.host().to_owned()).collect();
        let made = rcgen::generate_simple_self_signed(names).context("certificate")?;
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).map_err(anyhow::Error::msg)?;
        let tls = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)?;
        let mut tls_http2 = tls.clone();
        tls_http2.alpn_protocols = vec![b"h2".to_vec()];
        let shared = Arc::new(Shared {
            sites,
            asked: Mutex::default(),
            tls: TlsAcceptor::from(Arc::new(tls)),
            tls_http2: TlsAcceptor::from(Arc::new(tls_http2)),
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let wire = Self { port: listener.local_addr()?.port(), shared: shared.clone() };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(proxy(stream, shared.clone()));
            }
        });
        Ok(wire)
    }

    /// `127.0.0.1:PORT`.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Everything asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.shared.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The changes asked for so far in which `marker` stands.
    pub fn sent(&self, marker: &str) -> Vec<Asked> {
        let asked = self.shared.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.iter().filter(|asked| asked.changes() && asked.contains(marker)).cloned().collect()
    }
}

impl Shared {
    fn note(&self, host: &str, what: String, headers: HeaderMap, body: Bytes) {
        let asked = Asked { host: host.to_owned(), what, headers, body };
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
    }
}

/// A browser's connection to its proxy. Errors end it; the browser tells the scenario.
async fn proxy(stream: TcpStream, shared: Arc<Shared>) {
    let service = service_fn(move |mut request: Request<Incoming>| {
        let shared = shared.clone();
        async move {
            let host = request.uri().host().unwrap_or_default().to_owned();
            let site = shared.sites.iter().find(|site| site.host() == host).cloned();
            let (true, Some(site)) = (request.method() == Method::CONNECT, site) else {
                let what = format!("{} {}", request.method(), request.uri());
                shared.note(&host, what, request.headers().clone(), Bytes::new());
                return Ok::<_, Infallible>(status(StatusCode::BAD_GATEWAY));
            };
            tokio::spawn(async move {
                let Ok(upgraded) = hyper::upgrade::on(&mut request).await else { return };
                let tls = if site.http2() { &shared.tls_http2 } else { &shared.tls };
                if let Ok(stream) = tls.accept(TokioIo::new(upgraded)).await {
                    serve(TokioIo::new(stream), site, shared.clone()).await;
                }
            });
            Ok(status(StatusCode::OK))
        }
    });
    let _ = hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades()
        .await;
}

/// What comes over the TLS connection to a stand-in.
async fn serve<S>(stream: S, site: Arc<dyn Site>, shared: Arc<Shared>)
where
    S: hyper::rt::Read + hyper::rt::Write + Unpin + 'static,
{
    let http2 = site.http2();
    let service = service_fn(move |request: Request<Incoming>| {
        let (site, shared) = (site.clone(), shared.clone());
        async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
            let place = parts.uri.path_and_query().map_or("/", |place| place.as_str());
            let what = format!("{} {place}", parts.method);
            shared.note(site.host(), what, parts.headers.clone(), body.clone());
            Ok::<_, Infallible>(site.answer(&Request::from_parts(parts, body)))
        }
    });
    let _ = match http2 {
        true => {
            let executor = TokioExecutor::new();
            hyper::server::conn::http2::Builder::new(executor).serve_connection(stream, service).await
        }
        false => hyper::server::conn::http1::Builder::new().serve_connection(stream, service).await,
    };
}

/// An empty answer.
pub fn status(code: StatusCode) -> Answer {
    let mut answer = Response::new(Full::default());
    *answer.status_mut() = code;
    answer
}

/// A body with its media type and further headers.
pub fn content(kind: &str, body: impl Into<Bytes>, headers: &[(&str, String)]) -> Answer {
    let mut answer = Response::new(Full::new(body.into()));
    for (name, value) in
        std::iter::once((&"content-type", kind)).chain(headers.iter().map(|(n, v)| (n, v.as_str())))
    {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value))
        {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}
