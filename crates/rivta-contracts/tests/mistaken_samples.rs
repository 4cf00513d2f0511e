//! Mistakes made in every sample of every domain are errors that name the right place and kind.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod corpus;

use corpus::{Message, document};
use rivta_soap::xml::DecodeErrorKind as Kind;
use roxmltree::{Document, Node};

/// In every domain, on every element of every sample.
#[test]
fn an_unknown_attribute_is_told_where_it_stands() {
    for_each_element(|document, node, _| {
        let place = document.text_pos_at(node.range().start);
        let place = (document::path(&node), place.row, place.col);
        (document::with_attribute(document, &node), place)
    });
}

/// In every domain, in every element of every sample.
#[test]
fn an_unknown_child_is_told_where_it_stands() {
    for_each_element(|document, node, message| {
        let (text, offset) = document::with_child(document, &node, message);
        let before = &text[..offset];
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let path = format!("{}/mistake", document::path(&node));
        let row = before.matches('\n').count() + 1;
        (text, (path, row.try_into().unwrap(), column.try_into().unwrap()))
    });
}

/// Decodes each document that `mistaken` makes, whose error must be at the place it tells: path,
/// line and column.
fn for_each_element(mistaken: impl Fn(&Document<'_>, Node<'_, '_>, &Message) -> (String, (String, u32, u32))) {
    for domain in corpus::domains() {
        for sample in domain.samples("valid") {
            let (message, _) = domain.round_trip(&sample.bytes).unwrap();
            let text = document::text(&sample.bytes);
            let document = Document::parse(&text).unwrap();
            for node in document::known(&document, message) {
                let (text, (path, line, column)) = mistaken(&document, node, message);
                let error = (message.round_trip)(text.as_bytes()).expect_err(&text);
                let place = (error.path(), error.line(), error.column());
                let expected = (path.as_str(), line as usize, column as usize);
                assert_eq!(place, expected, "{}: {error}\n{text}", sample.name);
            }
        }
    }
}

/// The first words of a file's name say what is wrong; so does the kind of the error.
#[test]
fn every_invalid_sample_is_refused_for_its_mistake() {
    for domain in corpus::domains() {
        for sample in domain.samples("invalid") {
            let error = domain.round_trip(&sample.bytes).map(drop).expect_err(&sample.name);
            let file = sample.name.rsplit('/').next().unwrap();
            let right = match file.split('_').next().unwrap() {
                "attribute" => matches!(error.kind(), Kind::UnknownAttribute(_)),
                "boolean" | "decimal" | "enum" | "pattern" => matches!(error.kind(), Kind::BadValue(_)),
                "duplicate" => matches!(error.kind(), Kind::OutOfOrder(_) | Kind::Expected { .. }),
                "element" => matches!(error.kind(), Kind::Unknown(_)),
                "missing" => matches!(error.kind(), Kind::Expected { .. } | Kind::TooFew { .. }),
                "text" => matches!(error.kind(), Kind::UnexpectedText),
                _ => true,
            };
            assert!(right, "{}: {error}", sample.name);
            assert!(error.path().starts_with('/') && error.line() >= 1 && error.column() >= 1);
        }
    }
}
