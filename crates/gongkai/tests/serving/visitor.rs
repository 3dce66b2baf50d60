//! A browser without a window: addresses, cookies and forms, one connection a request.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Somebody who looks at the site of one process, with a jar of cookies.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    address: String,
    cookies: BTreeMap<String, String>,
}

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) html: String,
    /// The same as it came: of a download.
    pub(crate) bytes: Vec<u8>,
}

/// A file that goes with a form: field, name, content.
pub(crate) type File<'f> = (&'f str, &'f str, &'f [u8]);

const FORM: &str = "application/x-www-form-urlencoded";
const BOUNDARY: &str = "----gongkai-9c41";

impl Visitor {
    /// Somebody new, who looks at `HOST:PORT`.
    pub(crate) fn new(address: &str) -> Visitor {
        Visitor { address: address.to_owned(), cookies: BTreeMap::new() }
    }

    /// The same person with the same cookies, who is led to another process.
    pub(crate) fn led_to(&self, address: &str) -> Visitor {
        Visitor { address: address.to_owned(), ..self.clone() }
    }

    /// A page; the process must be there.
    pub(crate) fn get(&mut self, path: &str) -> Page {
        self.try_get(path).unwrap_or_else(|error| panic!("GET {path}: {error}"))
    }

    /// A page of a process that may be gone.
    pub(crate) fn try_get(&mut self, path: &str) -> io::Result<Page> {
        self.ask("GET", path, FORM, b"")
    }

    /// Sends a form.
    pub(crate) fn post(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        self.try_post(path, fields).unwrap_or_else(|error| panic!("POST {path}: {error}"))
    }

    /// Sends a form to a process that may be gone.
    pub(crate) fn try_post(&mut self, path: &str, fields: &[(String, String)]) -> io::Result<Page> {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
        self.ask("POST", path, FORM, body.join("&").as_bytes())
    }

    /// Sends a form with files.
    pub(crate) fn post_with(&mut self, path: &str, fields: &[(String, String)], files: &[File<'_>]) -> Page {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        for (field, name, content) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.ask("POST", path, &kind, &body).unwrap_or_else(|error| panic!("POST {path}: {error}"))
    }

    /// Opens a page and sends its form with these answers.
    pub(crate) fn fill(&mut self, path: &str, answers: &[(&str, &str)]) -> Page {
        let page = self.get(path);
        assert_eq!(page.status, 200, "{path}: {}", page.words());
        self.post(path, &page.form(answers))
    }

    fn ask(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> io::Result<Page> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\n\
             Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            self.address,
            cookies.join("; "),
            body.len()
        );
        stream.write_all(request.as_bytes())?;
        stream.write_all(body)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let page = Page::read(&bytes).ok_or_else(|| io::Error::other("the answer was cut off"))?;
        for (name, value) in page.headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, set)| {
            let (name, rest) = set.split_once('=').unwrap();
            (name.to_owned(), rest.split(';').next().unwrap_or_default().to_owned())
        }) {
            self.cookies.insert(name, value);
        }
        Ok(page)
    }
}

impl Page {
    /// The answer, if all of it came.
    fn read(bytes: &[u8]) -> Option<Page> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let body = &bytes[end + 4..];
        let length: usize = headers.iter().find(|(name, _)| name == "content-length")?.1.parse().ok()?;
        let html = String::from_utf8_lossy(body).into_owned();
        (body.len() == length).then_some(Page { status, headers, html, bytes: body.to_vec() })
    }

    /// A header; empty where it did not come.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Where the answer leads.
    pub(crate) fn location(&self) -> &str {
        self.header("location")
    }

    /// What the form in the middle of the page sends, with these answers.
    pub(crate) fn form(&self, answers: &[(&str, &str)]) -> Vec<(String, String)> {
        let main = self.html.split("<main").nth(1).unwrap_or_default();
        let attribute = |tag: &str, name: &str| {
            let rest = tag.split(&format!(" {name}=\"")).nth(1).unwrap_or_default();
            rest.split('"').next().unwrap_or_default().to_owned()
        };
        let tags = main.split("<input type=\"hidden\"").skip(1).filter_map(|rest| rest.split('>').next());
        let hidden = tags.map(|tag| (attribute(tag, "name"), attribute(tag, "value")));
        hidden.chain(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
    }

    /// What already stands in a field.
    pub(crate) fn value(&self, name: &str) -> String {
        let tag = self.html.split("<input").find(|tag| tag.contains(&format!(" name=\"{name}\""))).unwrap_or_default();
        tag.split(" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    }

    /// What a reader sees: the text of the page without its tags.
    pub(crate) fn words(&self) -> String {
        let main = self.html.split("<main").nth(1).unwrap_or(&self.html);
        let visible = main.split('<').map(|piece| piece.split_once('>').map_or("", |(_, visible)| visible));
        let words: Vec<&str> = visible.flat_map(str::split_whitespace).collect();
        words.join(" ")
    }
}

fn escaped(text: &str) -> String {
    let of =
        |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(of).collect()
}
