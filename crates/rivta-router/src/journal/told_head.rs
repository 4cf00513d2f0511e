//! What is told of the head of a message.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use rivta_soap::Profile;
use rivta_soap::envelope::head::Head;

use super::Members;

/// What the namespace of a contract has and that of its WSDL has not.
static RESPONDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("Responder"));

/// What is told of a head: receiver, contract and profile, each as far as the head has it.
pub(crate) struct ToldHead {
    members: Members,
    /// See [`Self::receiver`].
    receiver: Option<Range<usize>>,
    /// See [`Self::profile`].
    profile: usize,
}

impl ToldHead {
    pub(crate) fn new(head: &Head) -> Self {
        let mut members = Members::default();
        let receiver = head.receiver.as_deref();
        let receiver = receiver.map(|receiver| members.party("labels.receiverid", receiver));
        members.text_if("labels.servicecontract_namespace", head.contract.as_deref());
        let profile = members.len();
        if let Some(name) = head.profile.map(Profile::name) {
            push_profile(&mut members, name, head.contract.as_deref());
        }
        Self {
            members,
            receiver,
            profile,
        }
    }

    /// All of it.
    pub(super) fn as_str(&self) -> &str {
        self.members.as_str()
    }

    /// Where the logical address stands, without its quotes.
    pub(super) fn receiver(&self) -> Option<Range<usize>> {
        self.receiver.clone()
    }

    /// Where the profile begins, which is told last.
    pub(super) fn profile(&self) -> usize {
        self.profile
    }
}

/// Tells the profile of a message, and the namespace of its contract's WSDL as the incumbent derives it.
pub(super) fn push_profile(members: &mut Members, profile: &str, contract: Option<&str>) {
    members.text("labels.rivversion", profile);
    let Some(contract) = contract else { return };
    members.open("labels.wsdl_namespace");
    let mut begin = 0;
    for end in RESPONDER.find_iter(contract.as_bytes()) {
        members.piece(contract.get(begin..end).unwrap_or_default());
        begin = end + RESPONDER.needle().len();
    }
    members.piece(contract.get(begin..).unwrap_or_default());
    members.piece(":");
    members.piece(profile);
    members.close();
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_8;
    use proptest::prelude::*;
    use rivta_soap::Profile;
    use rivta_soap::envelope::head::Head;

    use super::{Members, ToldHead, push_profile};

    fn text() -> impl Strategy<Value = Option<String>> {
        prop::option::of("(urn:|Responder|[a-z]{1,3}|[0-9]{1,13}|[\"\\\\\n å]){0,8}")
    }

    proptest! {
        #[test]
        fn a_head_is_told_as_its_parts_are(receiver in text(), contract in text(), profile in prop::option::of(any::<bool>())) {
            let profile = profile.map(|is_20| if is_20 { Profile::Rivtabp20 } else { Profile::Rivtabp21 });
            let told = ToldHead::new(&Head {
                receiver: receiver.clone(),
                profile,
                contract: contract.clone(),
                encoding: UTF_8,
            });
            let mut expected = Members::default();
            let party = receiver.map(|receiver| expected.party("labels.receiverid", &receiver));
            expected.text_if("labels.servicecontract_namespace", contract.as_deref());
            prop_assert_eq!(told.profile(), expected.len());
            if let Some(profile) = profile {
                push_profile(&mut expected, profile.name(), contract.as_deref());
            }
            prop_assert_eq!(told.as_str(), expected.as_str());
            prop_assert_eq!(told.receiver(), party);
        }
    }

    #[test]
    fn section_8_2_the_namespace_of_the_wsdl_is_that_of_the_contract_without_responder() {
        let told = |contract| {
            let mut members = Members::default();
            push_profile(&mut members, "rivtabp21", contract);
            members.as_str().to_owned()
        };
        assert_eq!(told(None), r#","labels.rivversion":"rivtabp21""#);
        assert_eq!(
            told(Some("urn:aResponder:191212121212")),
            r#","labels.rivversion":"rivtabp21","labels.wsdl_namespace":"urn:a:********-****:rivtabp21""#
        );
    }
}
