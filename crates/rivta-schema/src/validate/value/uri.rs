//! `xs:anyURI` as libxml2 reads it: a URI reference of RFC 3986, where characters that a URI would have to
//! escape stand for ones that it may hold. XML Schema itself leaves open what a URI is; contracts are tried
//! against libxml2 and its kin.

/// What is left to read.
struct Rest<'t>(&'t [u8]);

/// Whether a text is a URI reference.
pub(super) fn is_reference(text: &str) -> bool {
    let text = text.as_bytes();
    absolute(text) || relative(text)
}

fn absolute(text: &[u8]) -> bool {
    let Some(colon) = text.iter().position(|byte| *byte == b':') else {
        return false;
    };
    let (scheme, rest) = text.split_at(colon);
    let [first, others @ ..] = scheme else {
        return false;
    };
    let is_scheme = first.is_ascii_alphabetic()
        && others
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let mut rest = Rest(rest.get(1..).unwrap_or_default());
    is_scheme && rest.hierarchy() && rest.tail()
}

fn relative(text: &[u8]) -> bool {
    let first = text.split(|byte| matches!(byte, b'/' | b'?' | b'#')).next();
    let mut rest = Rest(text);
    // The first segment of a relative path has no colon.
    first.is_some_and(|first| !first.contains(&b':')) && rest.hierarchy() && rest.tail()
}

impl Rest<'_> {
    /// Authority and path.
    fn hierarchy(&mut self) -> bool {
        if self.0.starts_with(b"//") {
            self.skip(2);
            if !self.authority() {
                return false;
            }
        }
        self.take(|byte| is_path(byte) || byte == b'/');
        true
    }

    /// Query and fragment, and then nothing.
    fn tail(&mut self) -> bool {
        if self.0.first() == Some(&b'?') {
            self.skip(1);
            self.take(|byte| is_path(byte) || matches!(byte, b'/' | b'?'));
        }
        if self.0.first() == Some(&b'#') {
            self.skip(1);
            self.take(|byte| is_path(byte) || matches!(byte, b'/' | b'?' | b'[' | b']'));
        }
        self.0.is_empty()
    }

    fn authority(&mut self) -> bool {
        let mut user = Rest(self.0);
        user.take(|byte| is_registered(byte) || byte == b':');
        if user.0.first() == Some(&b'@') {
            user.skip(1);
            self.0 = user.0;
        }
        if self.0.first() == Some(&b'[') {
            match self.0.iter().position(|byte| *byte == b']') {
                Some(end) => self.skip(end + 1),
                None => return false,
            }
        } else {
            self.take(is_registered);
        }
        if self.0.first() == Some(&b':') {
            self.skip(1);
            let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
            self.skip(digits);
            if digits == 0 {
                return false;
            }
        }
        matches!(self.0.first(), None | Some(b'/' | b'?' | b'#'))
    }

    /// Takes characters that are allowed, and bytes written as `%` and two digits.
    fn take(&mut self, allowed: impl Fn(u8) -> bool) {
        while let Some(byte) = self.0.first() {
            match self.0 {
                [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => self.skip(3),
                _ if allowed(*byte) => self.skip(1),
                _ => return,
            }
        }
    }

    fn skip(&mut self, count: usize) {
        self.0 = self.0.get(count..).unwrap_or_default();
    }
}

/// Whether a byte may stand in a host's name: it is one of a URI, or stands for one that is escaped.
fn is_registered(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || b"-._~!$&'()*+,;=".contains(&byte)
        || byte <= b' '
        || byte >= 127
        || b"<>\"{}|\\^`".contains(&byte)
}

fn is_path(byte: u8) -> bool {
    is_registered(byte) || matches!(byte, b':' | b'@')
}

#[cfg(test)]
mod tests {
    use super::is_reference;

    #[test]
    fn uris_and_references_are_taken() {
        for text in [
            "",
            "urn:oid:1.2.752",
            "http://example.com:80/a?b=c&d#e",
            "https://[::1]/å",
            "a/b:c",
            "../x%20y",
            "//host/path",
            "#f[1]",
            "{a}|b",
            "file:///x",
            "mailto:a@b.se",
            "a b",
        ] {
            assert!(is_reference(text), "{text}");
        }
    }

    #[test]
    fn what_is_none_is_refused() {
        for text in ["1:b", "http://host:port/", "a%2", "http://[::1", "a#b#c", "a[1]", ":"] {
            assert!(!is_reference(text), "{text}");
        }
    }
}
