//! A server for this machine only, to use and to test the page: it serves the files of one folder.
//!
//! It is not for production: each response closes the connection, and nothing is cached. [`file`]
//! decides which names a request may have, before a path is built from it.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// The content security policy: the page runs its own scripts and modules, and sends requests to
/// its own server only. The page has the policy as well, for servers that do not send it.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/// The maximum size of a request's head, in bytes.
const MAX_HEAD: usize = 16 * 1024;
/// The timeout of reads and writes on a connection.
const TIMEOUT: Duration = Duration::from_secs(10);

/// A server that is bound to a port.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    folder: Arc<Path>,
}

impl Server {
    /// Binds a port of this machine; 0 is any free port.
    ///
    /// # Errors
    ///
    /// Returns the error of the system, for example if the port is in use.
    pub fn bind(folder: &Path, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        Ok(Self {
            listener,
            address,
            folder: folder.into(),
        })
    }

    /// Returns the address of the page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves until the process ends.
    pub fn run(self) -> ! {
        loop {
            // A connection may be closed before it is accepted.
            let Ok((stream, _)) = self.listener.accept() else {
                continue;
            };
            let folder = Arc::clone(&self.folder);
            // An error means that the browser has closed the connection.
            thread::spawn(move || serve(&stream, &folder));
        }
    }
}

fn serve(mut stream: &TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let count = stream.read(&mut buffer)?;
        if count == 0 || head.len() > MAX_HEAD {
            return Ok(());
        }
        head.extend_from_slice(&buffer[..count]);
    }
    let head = String::from_utf8_lossy(&head);
    let mut words = head.split_ascii_whitespace();
    let (method, target) = (words.next(), words.next());
    let (status, kind, body) = response(
        method.unwrap_or_default(),
        target.unwrap_or_default(),
        folder,
    );
    // In a single write, because a second small write would wait for the acknowledgement of the
    // first.
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

/// Returns the status, the content type and the body of a response.
fn response(method: &str, target: &str, folder: &Path) -> (&'static str, &'static str, Vec<u8>) {
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

/// Returns the file that a request names, relative to the folder.
///
/// Each part of the path has letters, digits, `-`, `_` and dots only, and does not begin with a
/// dot. So `..`, drives, other separators and escapes are rejected.
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

/// Returns the content type of a file. A browser rejects a script or module of another type.
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

    /// A request with `..` could read any file of the machine.
    #[test]
    fn files_outside_the_folder_are_rejected() {
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

    /// A browser rejects a script or module with the type of text.
    #[test]
    fn a_response_has_the_type_of_its_file() {
        let page = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/page"));
        let (status, kind_of_page, body) = response("GET", "/", page);
        assert_eq!(
            (status, kind_of_page),
            ("200 OK", "text/html; charset=utf-8")
        );
        assert!(body.starts_with(b"<!doctype html>"));
        assert_eq!(kind(Path::new("a/b.js")), "text/javascript; charset=utf-8");
        assert_eq!(kind(Path::new("wc.wasm")), "application/wasm");
        assert_eq!(response("GET", "/none.html", page).0, "404 Not Found");
        assert_eq!(response("POST", "/", page).0, "405 Method Not Allowed");
    }

    /// A server that does not send the header would serve the page without a policy.
    #[test]
    fn the_page_has_the_policy_too() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/page/index.html");
        let page = fs::read_to_string(page).unwrap_or_default();
        let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
        assert!(page.contains(&meta), "{meta}");
    }
}
