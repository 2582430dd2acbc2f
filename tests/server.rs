//! A small static file server: what a host like Cloudflare Pages does with `dist`, on this machine.
//!
//! It serves files below a base path, the page for navigation paths without a file, and the headers of `_headers`.
//! Every response closes its connection, so a stopped server is at once unreachable: stopping it is how tests go
//! offline. Not here: ranges, compression, TLS.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

#[derive(Clone, Debug)]
pub struct Options {
    /// The folder to serve.
    pub folder: PathBuf,
    /// `host:port`; port 0 takes a free one.
    pub address: String,
    /// The path below which everything lives, with slashes around it.
    pub base: String,
    /// Whether `_headers` is obeyed; GitHub Pages does not.
    pub headers: bool,
    /// More files, by path below the base, that are not in the folder.
    pub extra: BTreeMap<String, Vec<u8>>,
}

impl Options {
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Options {
            folder: folder.into(),
            address: "127.0.0.1:0".into(),
            base: "/".into(),
            headers: true,
            extra: BTreeMap::new(),
        }
    }
}

/// A running server; dropping it stops it.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    options: Options,
    requests: Arc<AtomicUsize>,
    running: Option<(Arc<AtomicBool>, JoinHandle<()>)>,
}

impl Server {
    pub fn start(options: Options) -> io::Result<Self> {
        let mut server =
            Server { address: SocketAddr::from(([127, 0, 0, 1], 0)), options, requests: Arc::default(), running: None };
        server.listen(server.options.address.clone())?;
        Ok(server)
    }

    /// The address of the page, with a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.options.base)
    }

    /// The address of a path of the app, such as `/contacts`.
    pub fn at(&self, path: &str) -> String {
        format!("{}{}", self.url(), path.trim_start_matches('/'))
    }

    /// How many requests have come in.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    /// Goes offline. The port stays known, so that `restart` takes it again.
    pub fn stop(&mut self) {
        if let Some((stopping, thread)) = self.running.take() {
            stopping.store(true, Ordering::SeqCst);
            // accept() only looks at the flag when somebody knocks.
            drop(TcpStream::connect_timeout(&self.address, Duration::from_secs(1)));
            drop(thread.join());
        }
    }

    /// Comes back on the same port.
    pub fn restart(&mut self) -> io::Result<()> {
        self.stop();
        self.listen(self.address.to_string())
    }

    /// Waits for ever, for a server that is a program of its own.
    pub fn wait(mut self) {
        if let Some((_, thread)) = self.running.take() {
            drop(thread.join());
        }
    }

    fn listen(&mut self, address: String) -> io::Result<()> {
        let listener = TcpListener::bind(&address)?;
        self.address = listener.local_addr()?;
        let site = Arc::new(Site {
            headers: if self.options.headers { headers_of(&self.options.folder) } else { Vec::new() },
            options: self.options.clone(),
        });
        let stopping = Arc::new(AtomicBool::new(false));
        let (stop, requests) = (stopping.clone(), self.requests.clone());
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let Ok(stream) = stream else { continue };
                let (site, requests) = (site.clone(), requests.clone());
                // A browser that goes away in the middle of an answer is no error of ours.
                thread::spawn(move || drop(site.answer(stream, &requests)));
            }
        });
        self.running = Some((stopping, thread));
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

struct Site {
    options: Options,
    headers: Vec<String>,
}

impl Site {
    fn answer(&self, stream: TcpStream, requests: &AtomicUsize) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        // A browser opens connections ahead of need; those say nothing.
        while head.len() < 64 * 1024 && !head.ends_with("\r\n\r\n") {
            if reader.by_ref().take(16 * 1024).read_line(&mut head)? == 0 {
                return Ok(());
            }
        }
        requests.fetch_add(1, Ordering::SeqCst);
        let mut words = head.split_ascii_whitespace();
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let (status, kind, body) = match method {
            "GET" | "HEAD" => self.find(target),
            _ => ("405 Method Not Allowed", "text/plain", b"Only GET and HEAD\n".to_vec()),
        };
        let mut answer = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n",
            body.len()
        );
        if !self.headers.iter().any(|header| header.starts_with("Cache-Control:")) {
            answer.push_str("Cache-Control: no-cache\r\n");
        }
        for header in &self.headers {
            answer.push_str(header);
            answer.push_str("\r\n");
        }
        answer.push_str("\r\n");
        let stream = reader.get_mut();
        stream.write_all(answer.as_bytes())?;
        if method != "HEAD" {
            stream.write_all(&body)?;
        }
        stream.flush()
    }

    fn find(&self, target: &str) -> (&'static str, &'static str, Vec<u8>) {
        let missing = ("404 Not Found", "text/plain; charset=utf-8", b"Not found\n".to_vec());
        let path = decode(target.split(['?', '#']).next().unwrap_or_default());
        // `/crm` means `/crm/`; what lies outside the base is somebody else's.
        let Some(path) =
            format!("{path}/").strip_prefix(&self.options.base).map(|rest| rest.trim_end_matches('/').to_owned())
        else {
            return missing;
        };
        if path.split('/').any(|part| part == "..") || path.contains('\\') {
            return missing;
        }
        let name = if path.is_empty() { "index.html" } else { &path };
        if let Some(body) = self.options.extra.get(name) {
            return ("200 OK", media_type(name), body.clone());
        }
        if let Ok(body) = fs::read(self.options.folder.join(name)) {
            return ("200 OK", media_type(name), body);
        }
        // A path of the app, as the rule in _redirects has it. A missing file stays missing.
        let last = path.rsplit('/').next().unwrap_or_default();
        match fs::read(self.options.folder.join("index.html")) {
            Ok(body) if !last.contains('.') => ("200 OK", media_type("index.html"), body),
            _ => missing,
        }
    }
}

/// The headers that `_headers` gives to every path.
fn headers_of(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("_headers")).unwrap_or_default();
    let mut lines = text.lines().skip_while(|line| line.trim() != "/*");
    lines.next();
    lines.take_while(|line| line.starts_with(' ')).map(|line| line.trim().to_owned()).collect()
}

fn decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match (first, code) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(server: &Server, target: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        write!(stream, "GET {target} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn site(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("server-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), "page").unwrap();
        fs::write(folder.join("a b.js"), "code").unwrap();
        fs::write(folder.join("_headers"), "/*\n  X-One: 1\n  X-Two: 2\n/other\n  X-Three: 3\n").unwrap();
        folder
    }

    #[test]
    fn serves_files_below_the_base() {
        let server = Server::start(Options { base: "/crm/".into(), ..Options::new(site("base")) }).unwrap();
        let code = get(&server, "/crm/a%20b.js?x=1");
        assert!(code.contains("text/javascript") && code.ends_with("\r\n\r\ncode"), "{code}");
        assert!(code.contains("X-One: 1\r\nX-Two: 2\r\n") && !code.contains("X-Three"), "{code}");
        assert!(code.contains("Cache-Control: no-cache"), "{code}");
        for path in ["/crm", "/crm/", "/crm/contacts/12"] {
            assert!(get(&server, path).ends_with("page"), "{path}");
        }
        for path in ["/", "/crmx", "/crm/missing.js", "/crm/../Cargo.toml", "/crm/%2e%2e/x"] {
            assert!(get(&server, path).starts_with("HTTP/1.1 404"), "{path}");
        }
    }

    #[test]
    fn a_stopped_server_is_unreachable_and_comes_back_on_its_port() {
        let mut server = Server::start(Options::new(site("stop"))).unwrap();
        assert!(get(&server, "/").ends_with("page"));
        server.stop();
        assert!(TcpStream::connect(server.address).is_err());
        server.restart().unwrap();
        assert!(get(&server, "/").ends_with("page"));
        assert_eq!(server.requests(), 2);
    }
}
