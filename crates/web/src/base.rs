//! The path prefix under which the column runs, behind the portal of a county for example.

use thiserror::Error;

/// A path prefix: empty, or `/` and segments without a trailing slash, such as `/zfxxgk`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BasePath(String);

/// A text that is no path prefix.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("路径前缀“{0}”不能使用，应写作 /zfxxgk 这样：以斜线开头，只含小写字母、数字、连字符和下划线")]
pub struct NoBasePath(String);

impl BasePath {
    /// Reads a prefix; a trailing slash is dropped, `/` and an empty text are no prefix at all.
    pub fn new(text: &str) -> Result<BasePath, NoBasePath> {
        let path = text.strip_suffix('/').unwrap_or(text);
        let plain = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
        };
        let mut parts = path.split('/');
        if path.is_empty() || (parts.next() == Some("") && parts.all(plain)) {
            Ok(BasePath(path.to_owned()))
        } else {
            Err(NoBasePath(text.chars().take(60).collect()))
        }
    }

    /// The prefix as text, without a trailing slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a page of ours; `path` begins with a slash.
    pub fn to(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// What stands after the prefix. `None` where the path lies outside of it.
    pub fn within<'p>(&self, path: &'p str) -> Option<&'p str> {
        path.strip_prefix(self.0.as_str()).filter(|rest| rest.starts_with('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_read_in_one_spelling() {
        for (text, path) in [("", ""), ("/", ""), ("/zfxxgk", "/zfxxgk"), ("/a-1/b_2/", "/a-1/b_2")] {
            assert_eq!(BasePath::new(text).unwrap().as_str(), path);
        }
        for text in ["zfxxgk", "//", "/a//b", "/a/../b", "/公开", "/a b", "/A", "http://x", "/a?b", "/a//"] {
            assert!(BasePath::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn only_whole_segments_are_the_prefix() {
        let base = BasePath::new("/zfxxgk").unwrap();
        assert_eq!(base.within("/zfxxgk/items"), Some("/items"));
        assert_eq!(base.within("/zfxxgk/"), Some("/"));
        assert_eq!(base.within("/zfxxgk"), None);
        assert_eq!(base.within("/zfxxgk2/items"), None);
        assert_eq!(BasePath::default().within("/items"), Some("/items"));
    }
}
