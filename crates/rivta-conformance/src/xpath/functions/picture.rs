//! Pictures of `format-date` and its like, as far as they ask for numbers: `[Y0001][M01][D01]`.

use super::moments::calendar_part;
use crate::xpath::failure::{Failure, Outcome};
use crate::xpath::value::Moment;

/// Characters of one component.
const WIDEST: usize = 32;

/// A moment as a picture shows it.
pub(super) fn formatted(moment: &Moment, picture: &str) -> Outcome<String> {
    let mut out = String::new();
    let mut rest = picture;
    while let Some((before, after)) = rest.split_once('[') {
        push_literal(&mut out, before)?;
        if let Some(escaped) = after.strip_prefix('[') {
            out.push('[');
            rest = escaped;
            continue;
        }
        let (marker, tail) = after.split_once(']').ok_or_else(malformed)?;
        let marker: String = marker.chars().filter(|c| !c.is_whitespace()).collect();
        push_component(&mut out, moment, &marker)?;
        rest = tail;
    }
    push_literal(&mut out, rest)?;
    Ok(out)
}

fn malformed() -> Failure {
    Failure::new(
        "FOFD1340",
        "a picture asks for something other than numbers, or is malformed",
    )
}

fn push_literal(out: &mut String, text: &str) -> Outcome<()> {
    // A closing bracket is doubled.
    if text.replace("]]", "").contains(']') {
        return Err(malformed());
    }
    out.push_str(&text.replace("]]", "]"));
    Ok(())
}

/// `M01`, `Y0001`, `Y,2-2`: a component, how it is written, and its least and greatest width.
fn push_component(out: &mut String, moment: &Moment, marker: &str) -> Outcome<()> {
    let component = marker.chars().next().ok_or_else(malformed)?;
    let rest = marker.get(component.len_utf8()..).unwrap_or_default();
    let (shape, width) = rest
        .split_once(',')
        .map_or((rest, None), |(shape, width)| (shape, Some(width)));
    let value = calendar_part(moment, component).ok_or_else(|| {
        Failure::new(
            "FOFD1350",
            "a picture asks for a part that the value or this engine does not have",
        )
    })?;
    if !shape.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed());
    }
    if shape.len() > WIDEST {
        return Err(malformed());
    }
    if component == 'f' {
        return push_fraction(out, value, shape);
    }
    // Minutes and seconds have two digits unless told otherwise.
    let usual = if matches!(component, 'm' | 's') { 2 } else { 1 };
    let mut least = if shape.is_empty() { usual } else { shape.len() };
    let mut most = if component == 'Y' && shape.len() > 1 {
        shape.len()
    } else {
        usize::MAX
    };
    if let Some(width) = width {
        let (low, high) = width.split_once('-').unwrap_or((width, "*"));
        let bound = |text: &str, none| {
            if text == "*" {
                Ok(none)
            } else {
                text.parse().map_err(|_| malformed())
            }
        };
        least = least.max(bound(low, least)?).min(WIDEST);
        most = bound(high, most)?;
    }
    let digits = format!("{value:0least$}");
    // A year too long for its width loses its first digits.
    let skipped = if component == 'Y' {
        digits.len().saturating_sub(most.max(2))
    } else {
        0
    };
    out.push_str(digits.get(skipped..).unwrap_or_default());
    Ok(())
}

/// Milliseconds, cut to as many digits as the picture has.
fn push_fraction(out: &mut String, milliseconds: i64, shape: &str) -> Outcome<()> {
    let wanted = if shape.is_empty() { 3 } else { shape.len() };
    let digits = format!("{milliseconds:03}");
    let digits = format!("{digits:0<wanted$}");
    out.push_str(digits.get(..wanted).ok_or_else(malformed)?);
    Ok(())
}
