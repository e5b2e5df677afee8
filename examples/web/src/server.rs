//! A server for this machine alone, to look at the site and to test it: it hands out the files of one folder.
//!
//! It is no server for others: each answer ends its connection, and nothing is cached. What a request can name is
//! decided by [`file`], before a path is made of it.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// What the page may do: run its own scripts and modules, and ask its own server. The page says so itself, for
/// servers that don't.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/// The longest head of a request that is read.
const HEAD: usize = 16 * 1024;
/// How long a browser may say nothing on a connection that it has opened.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server that has its port, and waits to be run.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    folder: Arc<Path>,
}

impl Server {
    /// Takes a port of this machine; 0 is any that is free.
    ///
    /// # Errors
    /// If it can't be had.
    pub fn bind(folder: &Path, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        Ok(Self {
            listener,
            address,
            folder: folder.into(),
        })
    }

    /// Where the site is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves until the process ends.
    pub fn run(self) -> ! {
        loop {
            // A connection that went away before it was taken is no reason to end.
            let Ok((stream, _)) = self.listener.accept() else {
                continue;
            };
            let folder = Arc::clone(&self.folder);
            // A browser that has gone away needs no answer.
            thread::spawn(move || serve(&stream, &folder));
        }
    }
}

fn serve(mut stream: &TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let count = stream.read(&mut buffer)?;
        if count == 0 || head.len() > HEAD {
            return Ok(());
        }
        head.extend_from_slice(&buffer[..count]);
    }
    let head = String::from_utf8_lossy(&head);
    let mut words = head.split_ascii_whitespace();
    let (method, target) = (words.next(), words.next());
    let (status, kind, body) = answer(
        method.unwrap_or_default(),
        target.unwrap_or_default(),
        folder,
    );
    // In one piece: each small one behind it would wait until the browser has acknowledged the one before.
    let mut bytes = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Content-Security-Policy: {POLICY}\r\nX-Content-Type-Options: nosniff\r\n\
         Referrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
        body.len()
    )
    .into_bytes();
    if method != Some("HEAD") {
        bytes.extend(body);
    }
    stream.write_all(&bytes)
}

/// The status, the type and the bytes of an answer.
fn answer(method: &str, target: &str, folder: &Path) -> (&'static str, &'static str, Vec<u8>) {
    if !["GET", "HEAD"].contains(&method) {
        return (
            "405 Method Not Allowed",
            TEXT,
            b"only GET and HEAD\n".to_vec(),
        );
    }
    let found = file(target).and_then(|name| {
        let content = fs::read(folder.join(&name)).ok()?;
        Some((kind(&name), content))
    });
    match found {
        Some((kind, content)) => ("200 OK", kind, content),
        None => ("404 Not Found", TEXT, b"no such file\n".to_vec()),
    }
}

/// The file that a request names, below the folder: parts of letters, digits, `-`, `_` and dots that don't come
/// first. So there is no `..`, no drive, no other separator, and no escape that would be one of them.
fn file(target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = if path.is_empty() { "index.html" } else { path };
    let is_plain = |part: &str| {
        let all = part
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        all && !part.is_empty() && !part.starts_with('.')
    };
    path.split('/')
        .map(|part| is_plain(part).then_some(part))
        .collect()
}

const TEXT: &str = "text/plain; charset=utf-8";

/// The type that a browser needs to be told: it compiles no module and runs no script of another.
fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => TEXT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server of the whole disk, for whoever knows how to write `..`.
    #[test]
    fn nothing_outside_of_the_folder_has_a_name() {
        for target in [
            "/../Cargo.toml",
            "/modules/../../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "/..\\Cargo.toml",
            "//etc/hostname",
            "/C:/autoexec.bat",
            "/.hidden",
            "/modules/",
            "",
            "Cargo.toml",
            "http://elsewhere/index.html",
        ] {
            assert_eq!(file(target), None, "{target}");
        }
        assert_eq!(file("/"), Some("index.html".into()));
        assert_eq!(file("/modules/wc.wasm?x"), Some("modules/wc.wasm".into()));
        assert_eq!(file("/shim/LICENSE-MIT"), Some("shim/LICENSE-MIT".into()));
    }

    /// A browser runs no script, and compiles no module, that is called text.
    #[test]
    fn an_answer_has_its_type_and_only_what_may_be_asked_for() {
        let page = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/page"));
        let (status, kind_of_page, body) = answer("GET", "/", page);
        assert_eq!(
            (status, kind_of_page),
            ("200 OK", "text/html; charset=utf-8")
        );
        assert!(body.starts_with(b"<!doctype html>"));
        assert_eq!(kind(Path::new("a/b.js")), "text/javascript; charset=utf-8");
        assert_eq!(kind(Path::new("wc.wasm")), "application/wasm");
        assert_eq!(answer("GET", "/none.html", page).0, "404 Not Found");
        assert_eq!(answer("POST", "/", page).0, "405 Method Not Allowed");
    }

    /// On another server, where the header is missing, the page would be without a policy.
    #[test]
    fn the_page_says_the_policy_too() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/page/index.html");
        let page = fs::read_to_string(page).unwrap_or_default();
        let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
        assert!(page.contains(&meta), "{meta}");
    }
}
