//! XPath's tokens.

use super::parse::Misread;

/// A token and the byte where it starts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lexed<'e> {
    pub(super) token: Token<'e>,
    pub(super) at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'e> {
    /// A name or keyword; which of them, the parser knows.
    Name {
        prefix: Option<&'e str>,
        local: &'e str,
    },
    /// `*:local`.
    AnyNamespace(&'e str),
    /// `prefix:*`.
    AnyLocal(&'e str),
    /// `$name`, without the dollar sign.
    Variable(&'e str),
    Integer(&'e str),
    Decimal(&'e str),
    Double(&'e str),
    /// A string literal, quotes still doubled.
    Text {
        body: &'e str,
        quote: char,
    },
    Symbol(&'static str),
    End,
}

/// Longest first.
const SYMBOLS: &[&str] = &[
    "::", ":=", "..", "//", "<<", ">>", "<=", ">=", "!=", "||", "=>", "(", ")", "[", "]", ",", ".", "/", "@", "|", "+",
    "-", "*", "=", "<", ">", "?", "!",
];

/// All tokens of an expression; the last is [`Token::End`].
pub(super) fn tokens(expression: &str) -> Result<Vec<Lexed<'_>>, Misread> {
    let mut tokens = Vec::new();
    let mut at = 0;
    loop {
        at = skip(expression, at)?;
        let rest = expression.get(at..).unwrap_or_default();
        let Some(first) = rest.chars().next() else {
            tokens.push(Lexed { token: Token::End, at });
            return Ok(tokens);
        };
        let (token, length) = if first.is_ascii_digit() || (first == '.' && starts_digit(rest, 1)) {
            separate(rest, number(rest)).ok_or_else(|| Misread::new(at, "a number and a name need space between"))?
        } else if first == '"' || first == '\'' {
            text(rest, first).ok_or_else(|| Misread::new(at, "the text is not closed"))?
        } else if first == '$' {
            variable(rest).ok_or_else(|| Misread::new(at, "a name must follow the dollar sign"))?
        } else if let Some(found) = name(rest) {
            found
        } else {
            let symbol = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol));
            let symbol = symbol.ok_or_else(|| Misread::new(at, "this character means nothing in XPath"))?;
            (Token::Symbol(symbol), symbol.len())
        };
        tokens.push(Lexed { token, at });
        at += length;
    }
}

/// Skips white space and comments, which may stand in each other.
fn skip(expression: &str, mut at: usize) -> Result<usize, Misread> {
    let start = at;
    let mut depth = 0_usize;
    loop {
        let rest = expression.get(at..).unwrap_or_default();
        if rest.starts_with("(:") {
            depth += 1;
            at += 2;
        } else if depth > 0 && rest.starts_with(":)") {
            depth -= 1;
            at += 2;
        } else {
            match rest.chars().next() {
                Some(character) if depth > 0 || character.is_ascii_whitespace() => at += character.len_utf8(),
                None if depth > 0 => return Err(Misread::new(start, "the comment is not closed")),
                _ => return Ok(at),
            }
        }
    }
}

fn starts_digit(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

/// The token, unless a name follows it at once.
fn separate<'e>(rest: &str, (token, length): (Token<'e>, usize)) -> Option<(Token<'e>, usize)> {
    let after = rest.get(length..).unwrap_or_default();
    ncname(after).is_none().then_some((token, length))
}

fn number(rest: &str) -> (Token<'_>, usize) {
    let digits = |from: usize| {
        let tail = rest.as_bytes().get(from..).unwrap_or_default();
        from + tail.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let mut end = digits(0);
    let has_point = rest
        .get(end..)
        .is_some_and(|tail| tail.starts_with('.') && !tail.starts_with(".."));
    if has_point {
        end = digits(end + 1);
    }
    if rest.get(end..).is_some_and(|tail| tail.starts_with(['e', 'E'])) {
        let sign = usize::from(rest.get(end + 1..).is_some_and(|tail| tail.starts_with(['+', '-'])));
        if starts_digit(rest, end + 1 + sign) {
            end = digits(end + 1 + sign);
            return (Token::Double(rest.get(..end).unwrap_or_default()), end);
        }
    }
    let text = rest.get(..end).unwrap_or_default();
    let token = if has_point {
        Token::Decimal(text)
    } else {
        Token::Integer(text)
    };
    (token, end)
}

fn text(rest: &str, quote: char) -> Option<(Token<'_>, usize)> {
    let bytes = rest.as_bytes();
    let mut at = 1;
    loop {
        let found = at + rest.get(at..)?.find(quote)?;
        if bytes.get(found + 1).copied().map(char::from) == Some(quote) {
            at = found + 2;
            continue;
        }
        let body = rest.get(1..found)?;
        return Some((Token::Text { body, quote }, found + 1));
    }
}

fn variable(rest: &str) -> Option<(Token<'_>, usize)> {
    let body = rest.get(1..)?;
    let space = body.len() - body.trim_start().len();
    let body = body.trim_start();
    let mut length = ncname(body)?;
    if body.get(length..)?.starts_with(':') {
        length += 1 + ncname(body.get(length + 1..)?)?;
    }
    Some((Token::Variable(body.get(..length)?), 1 + space + length))
}

fn name(rest: &str) -> Option<(Token<'_>, usize)> {
    if let Some(local) = rest.strip_prefix("*:") {
        let length = ncname(local)?;
        return Some((Token::AnyNamespace(local.get(..length)?), length + 2));
    }
    let length = ncname(rest)?;
    let first = rest.get(..length)?;
    let after = rest.get(length..)?;
    if let Some(tail) = after.strip_prefix(':') {
        if tail.starts_with('*') {
            return Some((Token::AnyLocal(first), length + 2));
        }
        if let Some(second) = ncname(tail) {
            let local = tail.get(..second)?;
            let prefix = Some(first);
            return Some((Token::Name { prefix, local }, length + 1 + second));
        }
    }
    Some((
        Token::Name {
            prefix: None,
            local: first,
        },
        length,
    ))
}

/// The length of the name without colon that the text starts with.
fn ncname(text: &str) -> Option<usize> {
    let starts = |c: char| c == '_' || c.is_alphabetic();
    let continues = |c: char| starts(c) || c.is_numeric() || matches!(c, '-' | '.' | '\u{b7}');
    text.chars().next().filter(|first| starts(*first))?;
    Some(text.find(|c| !continues(c)).unwrap_or(text.len()))
}
