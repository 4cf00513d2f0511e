//! Section 2.4 and 2.6: what an Update does, and what a search finds.

use chrono::{TimeZone as _, Utc};
use rivta_index::Store;
use rivta_index::engagement::Engagement;

use crate::scene::{OWNER, PERSON, Scene, engagement, removed, stored, wanted};

#[tokio::test]
async fn what_was_stored_is_found_with_owner_and_creation_time() {
    let scene = Scene::new().await;
    scene.update(vec![stored(engagement("13"))]).await.unwrap();
    let found = scene.all().await;
    let expected = Engagement {
        owner: OWNER.to_owned(),
        // Ten in the morning, UTC, is noon in Sweden in May.
        creation_time: Some("20260504120000".to_owned()),
        ..engagement("13")
    };
    assert!(found == [expected]);
}

#[tokio::test]
async fn the_same_again_changes_nothing_and_another_moment_is_an_update() {
    let scene = Scene::new().await;
    scene.update(vec![stored(engagement("13"))]).await.unwrap();
    scene.clock.set(Utc.with_ymd_and_hms(2026, 5, 5, 10, 0, 0).unwrap());
    scene.update(vec![stored(engagement("13"))]).await.unwrap();
    assert_eq!(scene.all().await[0].update_time, None);

    let later = Engagement {
        most_recent_content: Some("20260505080000".to_owned()),
        ..engagement("13")
    };
    scene.update(vec![stored(later)]).await.unwrap();
    let found = scene.all().await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].most_recent_content.as_deref(), Some("20260505080000"));
    assert_eq!(found[0].creation_time.as_deref(), Some("20260504120000"));
    assert_eq!(found[0].update_time.as_deref(), Some("20260505120000"));
}

#[tokio::test]
async fn a_removal_removes_one_post_and_one_of_what_is_not_there_is_done() {
    let scene = Scene::new().await;
    scene
        .update(vec![stored(engagement("13")), stored(engagement("14"))])
        .await
        .unwrap();
    scene.update(vec![removed(engagement("13"))]).await.unwrap();
    scene.update(vec![removed(engagement("13"))]).await.unwrap();
    let found = scene.all().await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].source_system, "14");
}

/// The key check takes the owner that was sent, the store the index's own: the two become one post, in the order sent.
#[tokio::test]
async fn removed_and_stored_again_in_one_message_ends_stored_and_the_other_way_removed() {
    let owned_by = |owner: &str| Engagement {
        owner: owner.to_owned(),
        ..engagement("13")
    };
    let scene = Scene::new().await;
    scene.update(vec![stored(engagement("13"))]).await.unwrap();
    scene
        .update(vec![removed(owned_by("A")), stored(owned_by("B"))])
        .await
        .unwrap();
    assert_eq!(scene.all().await.len(), 1);
    scene
        .update(vec![stored(owned_by("A")), removed(owned_by("B"))])
        .await
        .unwrap();
    assert_eq!(scene.all().await.len(), 0);
}

/// The incumbent joins the key's fields without separators, and these two would be one post.
#[tokio::test]
async fn characters_that_move_between_neighbouring_fields_make_another_post() {
    let scene = Scene::new().await;
    let one = Engagement {
        source_system: "SE1".to_owned(),
        data_controller: "23".to_owned(),
        ..engagement("13")
    };
    let other = Engagement {
        source_system: "SE12".to_owned(),
        data_controller: "3".to_owned(),
        ..engagement("13")
    };
    scene.update(vec![stored(one), stored(other)]).await.unwrap();
    assert_eq!(scene.all().await.len(), 2);
}

#[tokio::test]
async fn every_criterion_narrows_the_search_and_one_that_fits_nothing_finds_nothing() {
    let scene = Scene::new().await;
    let other = Engagement {
        categorization: "abc".to_owned(),
        logical_address: "la".to_owned(),
        business_object: "bo".to_owned(),
        care_process: "cp".to_owned(),
        source_system: "ss".to_owned(),
        data_controller: "dc".to_owned(),
        ..engagement("13")
    };
    let somebody_else = Engagement {
        resident: "189001019802".to_owned(),
        ..engagement("13")
    };
    let posts = [engagement("13"), other.clone(), somebody_else].map(stored);
    scene.update(posts.to_vec()).await.unwrap();
    assert_eq!(scene.all().await.len(), 2);
    let fields: [fn(&mut Engagement) -> &mut String; 7] = [
        |it| &mut it.categorization,
        |it| &mut it.logical_address,
        |it| &mut it.business_object,
        |it| &mut it.care_process,
        |it| &mut it.source_system,
        |it| &mut it.data_controller,
        |it| &mut it.owner,
    ];
    for (index, field) in fields.into_iter().enumerate() {
        let mut search = wanted();
        *field(&mut search) = match index {
            6 => OWNER.to_owned(),
            _ => field(&mut other.clone()).clone(),
        };
        let hits = if index == 6 { 2 } else { 1 };
        assert_eq!(scene.found(&search).await.len(), hits, "criterion {index}");
        *field(&mut search) = "never seen".to_owned();
        assert_eq!(scene.found(&search).await.len(), 0, "criterion {index}");
    }
}

#[tokio::test]
async fn a_moment_finds_that_moment_and_later_ones_and_no_post_without_one() {
    let scene = Scene::new().await;
    let at = |source: &str, moment: Option<&str>| {
        stored(Engagement {
            most_recent_content: moment.map(str::to_owned),
            ..engagement(source)
        })
    };
    let posts = vec![
        at("earlier", Some("20250503235959")),
        at("equal", Some("20250504000000")),
        at("later", Some("20250504000001")),
        at("never", None),
    ];
    scene.update(posts).await.unwrap();
    let search = Engagement {
        most_recent_content: Some("20250504000000".to_owned()),
        ..wanted()
    };
    let found = scene.found(&search).await;
    let mut sources: Vec<_> = found.iter().map(|post| post.source_system.as_str()).collect();
    sources.sort_unstable();
    assert_eq!(sources, ["equal", "later"]);
    assert_eq!(scene.all().await.len(), 4);
}

#[tokio::test]
async fn what_was_stored_is_there_when_the_store_is_opened_again() {
    let scene = Scene::new().await;
    scene.update(vec![stored(engagement("13"))]).await.unwrap();
    let path = scene.folder.path().join("index.sqlite");
    let again = Store::open(&path).await.unwrap();
    assert_eq!(again.find(&wanted()).await.unwrap().len(), 1);
    assert_eq!(again.count().await.unwrap(), 1);
    assert_eq!(
        again
            .find(&Engagement {
                resident: PERSON.to_owned(),
                ..Engagement::default()
            })
            .await
            .unwrap()
            .len(),
        0
    );
}

#[tokio::test]
async fn times_and_owner_that_an_update_gives_itself_count_for_nothing() {
    let scene = Scene::new().await;
    let mut given = engagement("13");
    given.creation_time = Some("20200101000000".to_owned());
    given.update_time = Some("20200102000000".to_owned());
    given.owner = "SE-OTHER".to_owned();
    scene.update(vec![stored(given)]).await.unwrap();
    let post = scene.all().await.remove(0);
    assert_eq!(post.creation_time.as_deref(), Some("20260504120000"));
    assert_eq!((post.update_time, post.owner.as_str()), (None, OWNER));
}
