//! The strict decoders and `xmllint --schema` agree on every sample of the corpus.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod corpus;

use corpus::agreement;

#[test]
fn valid_samples_are_valid_for_both() {
    agreement::on_valid_samples(&corpus::domains());
}

#[test]
fn invalid_samples_are_invalid_for_both() {
    agreement::on_invalid_samples(&corpus::domains());
}

#[test]
fn what_is_encoded_again_is_valid() {
    agreement::on_what_is_encoded(&corpus::domains());
}

/// Two readings of the same schemas, generated code and the model itself.
#[test]
fn decoders_and_the_validator_agree() {
    corpus::validator::agrees(&corpus::domains(), |_| false);
}

/// Not only the mistakes that somebody thought of: every change of every element of every sample.
#[test]
fn one_change_at_a_time_is_judged_alike() {
    agreement::on_changes(&corpus::domains(), |_, _| false);
}
