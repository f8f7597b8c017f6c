//! The finished page over HTTP on this machine: a few files, correct types, nothing else.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead as _, BufReader, ErrorKind, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::progress::Progress;
use crate::stamp::files_below;
use crate::wasm::Build;
use crate::{npm, paths};

pub const DEFAULT_PORT: u16 = 4173;

/// Builds the page and serves it until interrupted.
pub fn page(progress: &mut Progress, port: u16) -> Result<()> {
    npm::page(progress, Build::Web)?;
    let listener = listen(port)?;
    let folder = Folder::read(&paths::dist())?;
    println!("{}", address(&listener)?);
    serve(&listener, folder);
    Ok(())
}

/// A server in the background, as long as this program runs; says its address.
pub fn in_background() -> Result<String> {
    let listener = listen(0)?;
    let address = address(&listener)?;
    let folder = Folder::read(&paths::dist())?;
    thread::spawn(move || serve(&listener, folder));
    Ok(address)
}

fn listen(port: u16) -> Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            eprintln!("  port {port} is taken; using another");
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("some port should be free")
        }
        other => other.with_context(|| format!("port {port} should be free to listen on")),
    }
}

fn address(listener: &TcpListener) -> Result<String> {
    Ok(format!("http://{}/", listener.local_addr()?))
}

/// A folder as it was when it was read, by the path of a request. Another build does not disturb it, and nothing but
/// these files can be asked for.
struct Folder(HashMap<String, Page>);

struct Page {
    kind: &'static str,
    plain: Vec<u8>,
    /// Compressed, where the build laid that ready.
    brotli: Option<Vec<u8>>,
}

impl Page {
    /// What is sent, and the header that says how it is compressed.
    fn body(&self, takes_brotli: bool) -> (&[u8], &'static str) {
        match &self.brotli {
            Some(brotli) if takes_brotli => (brotli, "Content-Encoding: br\r\n"),
            _ => (&self.plain, ""),
        }
    }
}

impl Folder {
    fn read(folder: &Path) -> Result<Self> {
        let mut pages = HashMap::new();
        for file in files_below(folder)? {
            let name = file.strip_prefix(folder).expect("the file was found below this folder");
            let path = name.iter().fold(String::new(), |path, part| path + "/" + &part.to_string_lossy());
            let mut beside = file.clone().into_os_string();
            beside.push(".br");
            let brotli = fs::read(beside).ok();
            pages.insert(path, Page { kind: content_type(&file), plain: fs::read(&file)?, brotli });
        }
        Ok(Self(pages))
    }

    fn find(&self, target: &str) -> Option<&Page> {
        let path = decode(target.split(['?', '#']).next()?)?;
        if path.ends_with('/') { self.0.get(&(path + "index.html")) } else { self.0.get(&path) }
    }
}

fn serve(listener: &TcpListener, folder: Folder) {
    let folder = Arc::new(folder);
    // A browser opens connections ahead of need: one that never asks must not hold up the others.
    for stream in listener.incoming().flatten() {
        let folder = Arc::clone(&folder);
        thread::spawn(move || answer(&stream, &folder));
    }
}

/// Answers one request. A browser that goes away is no error of ours.
fn answer(stream: &TcpStream, folder: &Folder) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // Closing before the headers are read would reset the connection.
    let mut takes_brotli = false;
    for line in lines {
        let line = line?.to_ascii_lowercase();
        takes_brotli |= line
            .strip_prefix("accept-encoding:")
            .is_some_and(|all| all.split(',').any(|one| one.trim() == "br"));
        if line.is_empty() {
            break;
        }
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let text = "text/plain; charset=utf-8";
    let (status, kind, (body, encoding)) = match (method, folder.find(target)) {
        ("GET" | "HEAD", Some(page)) => ("200 OK", page.kind, page.body(takes_brotli)),
        ("GET" | "HEAD", None) => ("404 Not Found", text, (b"not found\n".as_slice(), "")),
        _ => ("405 Method Not Allowed", text, (b"only GET and HEAD\n".as_slice(), "")),
    };
    let mut stream = stream;
    // `no-cache`: a rebuilt page is seen at the next load.
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{encoding}Vary: Accept-Encoding\r\nCache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method == "GET" {
        stream.write_all(body)?;
    }
    stream.flush()
}

fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Browsers compile wasm while it loads only under its own type, and run no module under a wrong one.
fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|kind| kind.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "csv" => "text/csv; charset=utf-8",
        "toml" | "txt" | "ftl" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> Folder {
        Folder::read(&paths::root().join("xtask")).expect("this crate has a folder")
    }

    fn check(target: &str, found: bool) {
        assert_eq!(folder().find(target).is_some(), found, "{target}");
    }

    #[test]
    fn only_the_folders_own_files_are_served() {
        check("/Cargo.toml", true);
        check("/src/main.rs?version=1#top", true);
        check("/src/%6dain.rs", true);
        check("/../Cargo.toml", false);
        check("/%2e%2e/Cargo.toml", false);
        check("//etc/passwd", false);
        check("/missing.js", false);
        check("/%zz", false);
    }

    fn answer_of(folder: Folder, request: &[u8]) -> String {
        let listener = listen(0).expect("some port is free");
        let address = listener.local_addr().expect("a listener has an address");
        thread::spawn(move || serve(&listener, folder));
        let mut stream = TcpStream::connect(address).expect("the server listens");
        stream.write_all(request).expect("the server reads");
        io::read_to_string(stream).expect("the server answers and closes")
    }

    #[test]
    fn a_request_is_answered_with_its_type() {
        let answer = answer_of(folder(), b"GET /Cargo.toml HTTP/1.1\r\nHost: x\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/plain"), "{answer}");
        assert!(answer.contains("[package]"), "{answer}");
    }

    #[test]
    fn what_lies_ready_compressed_is_sent_to_who_takes_it() {
        let page = || Page { kind: "text/plain", plain: b"plain".to_vec(), brotli: Some(b"short".to_vec()) };
        let ask = |header: &str| {
            let folder = Folder(HashMap::from([("/a".to_owned(), page())]));
            answer_of(folder, format!("GET /a HTTP/1.1\r\n{header}\r\n").as_bytes())
        };
        let taken = ask("Accept-Encoding: gzip, br\r\n");
        assert!(taken.contains("Content-Encoding: br\r\n") && taken.ends_with("\r\n\r\nshort"), "{taken}");
        for header in ["", "Accept-Encoding: gzip\r\n", "Accept-Encoding: vibrant\r\n"] {
            let plain = ask(header);
            assert!(!plain.contains("Content-Encoding") && plain.ends_with("\r\n\r\nplain"), "{plain}");
        }
    }
}
