//! Functions on text. Places and lengths count characters.

use std::borrow::Cow;

use super::{Call, Function, flag, integer, one};
use crate::xpath::cast::is_space;
use crate::xpath::evaluate::atomized;
use crate::xpath::failure::{Failure, Outcome};
use crate::xpath::value::{Atomic, Item, Sequence};

pub(super) fn call<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    let text = match call.function {
        Function::String => own_text(call)?,
        Function::NormalizeSpace => normalized(own_or_given(call)?),
        Function::StringLength => return Ok(integer(own_or_given(call)?.chars().count())),
        Function::Contains | Function::StartsWith | Function::EndsWith => return contains(call),
        Function::Matches => return matches(call),
        Function::Tokenize => return tokenize(call),
        Function::Compare | Function::CodepointEqual => return compare(call),
        Function::StringToCodepoints => return codepoints(call),
        Function::Concat => concat(call)?,
        Function::StringJoin => join(call)?,
        Function::Substring => substring(call)?,
        Function::SubstringBefore | Function::SubstringAfter => beside(call)?,
        Function::UpperCase => call.text(0)?.to_uppercase().into(),
        Function::LowerCase => call.text(0)?.to_lowercase().into(),
        Function::Translate => translate(call)?,
        Function::Replace => replace(call)?,
        Function::CodepointsToString => from_codepoints(call)?,
        _ => encode_for_uri(&call.text(0)?),
    };
    call.context.run.spend(text.len() / 16)?;
    Ok(one(Atomic::Text(text)))
}

/// `string()`: the value of anything as text.
fn own_text<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Cow<'a, str>> {
    let item = call.item_or_context()?;
    Ok(item.map_or(Cow::Borrowed(""), |item| atomized(item, call.context).into_text()))
}

/// Without an argument the text of the context item, else the argument, which must be text.
fn own_or_given<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Cow<'a, str>> {
    if call.has(0) { call.text(0) } else { own_text(call) }
}

fn normalized(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut spaced = true;
    let mut clean = true;
    for character in text.chars() {
        let space = is_space(character);
        clean &= !(space && (spaced || character != ' '));
        spaced = space;
    }
    if clean && !spaced {
        return text;
    }
    let words = text.split(is_space).filter(|word| !word.is_empty());
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

fn contains<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    call.check_collation(2)?;
    let (text, part) = (call.text(0)?, call.text(1)?);
    Ok(flag(match call.function {
        Function::Contains => text.contains(&*part),
        Function::StartsWith => text.starts_with(&*part),
        _ => text.ends_with(&*part),
    }))
}

fn concat<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Cow<'a, str>> {
    let mut all = String::new();
    for index in 0..call.arguments.len() {
        if let Some(value) = call.value(index)? {
            all.push_str(&value.into_text());
        }
    }
    Ok(Cow::Owned(all))
}

fn join<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Cow<'a, str>> {
    let between = if call.has(1) {
        call.required_text(1)?
    } else {
        Cow::Borrowed("")
    };
    let texts: Vec<_> = call.values(0)?.into_iter().map(Atomic::into_text).collect();
    Ok(Cow::Owned(texts.join(&between)))
}

/// From a place, for a length; both are rounded, and a part outside of the text is nothing.
fn substring<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Cow<'a, str>> {
    let text = call.text(0)?;
    let round = |number: f64| (number + 0.5).floor();
    let first = round(call.double(1)?);
    let end = if call.has(2) {
        first + round(call.double(2)?)
    } else {
        f64::INFINITY
    };
    #[allow(clippy::cast_precision_loss, reason = "texts are far shorter than 2^52 characters")]
    let inside = |index: usize| (index as f64 + 1.0) >= first && (index as f64 + 1.0) < end;
    let kept = text.chars().enumerate().filter(|(index, _)| inside(*index));
    Ok(Cow::Owned(kept.map(|(_, character)| character).collect()))
}

fn beside<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Cow<'a, str>> {
    call.check_collation(2)?;
    let (text, part) = (call.text(0)?, call.text(1)?);
    let split = text.split_once(&*part);
    let found = split.map(|(before, after)| {
        if call.function == Function::SubstringBefore {
            before
        } else {
            after
        }
    });
    Ok(Cow::Owned(found.unwrap_or_default().to_owned()))
}

fn translate<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Cow<'a, str>> {
    let text = call.text(0)?;
    let (from, to) = (call.required_text(1)?, call.required_text(2)?);
    call.context.run.spend(text.len() * (1 + from.len() / 16))?;
    let to: Vec<char> = to.chars().collect();
    let translated = text
        .chars()
        .filter_map(|character| match from.chars().position(|known| known == character) {
            Some(index) => to.get(index).copied(),
            None => Some(character),
        });
    Ok(Cow::Owned(translated.collect()))
}

fn flags<'a>(call: &Call<'_, '_, 'a>, index: usize) -> Outcome<Cow<'a, str>> {
    if call.has(index) {
        call.required_text(index)
    } else {
        Ok(Cow::Borrowed(""))
    }
}

fn matches<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    let text = call.text(0)?;
    let regex = call.context.run.regex(&call.required_text(1)?, &flags(call, 2)?)?;
    call.context.run.spend(1 + text.len() / 16)?;
    Ok(flag(regex.is_match(&text)))
}

fn matches_nothing(regex: &regex::Regex) -> Outcome<()> {
    if !regex.is_match("") {
        return Ok(());
    }
    Err(Failure::new("FORX0003", "a regular expression matches nothing at all"))
}

fn replace<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Cow<'a, str>> {
    let text = call.text(0)?;
    let (pattern, replacement) = (call.required_text(1)?, call.required_text(2)?);
    let flags = flags(call, 3)?;
    let regex = call.context.run.regex(&pattern, &flags)?;
    matches_nothing(&regex)?;
    call.context.run.spend(1 + text.len() / 16)?;
    let literal = flags.contains('q');
    let mut replaced = String::with_capacity(text.len());
    let mut rest = 0;
    for found in regex.captures_iter(&text) {
        let Some(whole) = found.get(0) else { continue };
        replaced.push_str(text.get(rest..whole.start()).unwrap_or_default());
        if literal {
            replaced.push_str(&replacement);
        } else {
            put_replacement(&mut replaced, &replacement, &found)?;
        }
        rest = whole.end();
    }
    replaced.push_str(text.get(rest..).unwrap_or_default());
    Ok(Cow::Owned(replaced))
}

/// Puts a replacement, in which `$1` is a group and `\$` a dollar sign.
fn put_replacement(out: &mut String, replacement: &str, found: &regex::Captures<'_>) -> Outcome<()> {
    let wrong = || {
        Failure::new(
            "FORX0004",
            "a replacement has a dollar sign or backslash that means nothing",
        )
    };
    let mut characters = replacement.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => out.push(
                characters
                    .next()
                    .filter(|next| matches!(next, '\\' | '$'))
                    .ok_or_else(wrong)?,
            ),
            '$' => {
                let digit = |c: &char| c.is_ascii_digit();
                let mut group = characters
                    .next_if(digit)
                    .and_then(|c| c.to_digit(10))
                    .ok_or_else(wrong)?;
                // As many digits as there are groups for.
                while let Some(next) = characters.peek().and_then(|c| c.to_digit(10)) {
                    if (group * 10 + next) as usize >= found.len() {
                        break;
                    }
                    group = group * 10 + next;
                    characters.next();
                }
                out.push_str(found.get(group as usize).map_or("", |group| group.as_str()));
            }
            plain => out.push(plain),
        }
    }
    Ok(())
}

fn tokenize<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    let text = call.text(0)?;
    let token = |token: &str| Item::Atomic(Atomic::text(token.to_owned()));
    if !call.has(1) {
        return Ok(text
            .split(is_space)
            .filter(|word| !word.is_empty())
            .map(token)
            .collect());
    }
    let regex = call.context.run.regex(&call.required_text(1)?, &flags(call, 2)?)?;
    matches_nothing(&regex)?;
    call.context.run.spend(1 + text.len() / 16)?;
    if text.is_empty() {
        return Ok(Vec::new());
    }
    Ok(regex.split(&text).map(token).collect())
}

fn compare<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    call.check_collation(2)?;
    let Some((left, right)) = call.optional_text(0)?.zip(call.optional_text(1)?) else {
        return Ok(Vec::new());
    };
    if call.function == Function::CodepointEqual {
        return Ok(flag(left == right));
    }
    Ok(one(Atomic::Integer(left.cmp(&right) as i128)))
}

fn codepoints<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    let text = call.text(0)?;
    call.context.run.spend(text.len())?;
    let numbers = text
        .chars()
        .map(|character| Item::Atomic(Atomic::Integer(u32::from(character).into())));
    Ok(numbers.collect())
}

fn from_codepoints<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Cow<'a, str>> {
    let wrong = || Failure::new("FOCH0001", "a number is not that of a character");
    let characters = call.values(0)?.into_iter().map(|value| match value {
        Atomic::Integer(number) => {
            let character = u32::try_from(number).ok().and_then(char::from_u32);
            character.filter(|character| is_xml(*character)).ok_or_else(wrong)
        }
        _ => Err(Failure::wrong_type("integers were expected")),
    });
    characters.collect::<Outcome<String>>().map(Cow::Owned)
}

/// Whether a character can stand in XML.
fn is_xml(character: char) -> bool {
    !matches!(character, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn encode_for_uri<'a>(text: &str) -> Cow<'a, str> {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    Cow::Owned(encoded)
}
