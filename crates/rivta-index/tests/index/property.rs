//! The store against an obvious model, on random messages.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rivta_index::engagement::{Engagement, Key, Transaction};

use crate::scene::{OWNER, Scene, engagement};

/// A change of one of a few posts.
fn transaction() -> impl Strategy<Value = Transaction> {
    let moment = prop_oneof![Just(None), Just(Some("20260101000000")), Just(Some("20260202000000"))];
    (any::<bool>(), 0..3_u8, 0..2_u8, moment).prop_map(|(delete, source, object, moment)| Transaction {
        delete,
        engagement: Engagement {
            business_object: format!("object {object}"),
            most_recent_content: moment.map(str::to_owned),
            ..engagement(&source.to_string())
        },
    })
}

/// A message without the same key twice.
fn message() -> impl Strategy<Value = Vec<Transaction>> {
    proptest::collection::vec(transaction(), 1..6).prop_map(|transactions| {
        let mut by_key: BTreeMap<Key, Transaction> = BTreeMap::new();
        for transaction in transactions {
            by_key.insert(transaction.engagement.key(), transaction);
        }
        by_key.into_values().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_store_holds_what_the_messages_say(messages in proptest::collection::vec(message(), 1..6)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let scene = Scene::new().await;
            let mut model: BTreeMap<Key, Option<String>> = BTreeMap::new();
            for message in messages {
                for transaction in &message {
                    let owned = Engagement { owner: OWNER.to_owned(), ..transaction.engagement.clone() };
                    if transaction.delete {
                        model.remove(&owned.key());
                    } else {
                        model.insert(owned.key(), owned.most_recent_content.clone());
                    }
                }
                scene.update(message).await.unwrap();
                let found = scene.all().await;
                let found = found.into_iter().map(|post| (post.key(), post.most_recent_content));
                prop_assert!(found.collect::<BTreeMap<_, _>>() == model);
            }
            Ok(())
        })?;
    }
}
