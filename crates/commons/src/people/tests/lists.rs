use commonround_kernel::{Role, Slice};

use super::refusal;
use super::town::town;
use crate::people::{People, ProfileInput, lists};

fn handles(people: &People) -> Vec<&str> {
    people.rows.iter().map(|row| row.card.handle.as_str()).collect()
}

#[tokio::test]
async fn followers_come_newest_first_and_page_without_repeats() {
    let town = town().await;
    let dana = town.dana().await;
    for handle in ["ben", "chen", "eli", "farah", "grace"] {
        let follower = town.join(handle, Role::Patient).await;
        town.follow(&follower, &dana).await.unwrap();
    }
    let card = town.card(dana.persona).await;
    let mut seen: Vec<String> = Vec::new();
    let mut slice = Slice::first().with_limit(2);
    loop {
        let card = card.clone();
        let page = town.act(move |tx| lists::followers(tx, None, &card, slice)).await.unwrap();
        seen.extend(handles(&page).into_iter().map(str::to_owned));
        let Some(next) = page.next else { break };
        slice.before = Some(next);
    }
    assert_eq!(seen, ["grace", "farah", "eli", "chen", "ben"]);
}

#[tokio::test]
async fn a_patients_lists_are_for_the_patient_until_opened() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    town.follow(&dana, &amira).await.unwrap();
    town.follow(&amira, &dana).await.unwrap();
    let card = town.card(amira.persona).await;
    let both = async |viewer| {
        let card = card.clone();
        town.act(move |tx| {
            let followers = lists::followers(tx, viewer, &card, Slice::first())?;
            let following = lists::following(tx, viewer, &card, Slice::first())?;
            Ok((handles(&followers).join(" "), handles(&following).join(" ")))
        })
        .await
    };
    assert_eq!(refusal(both(None).await), "403 lists_private");
    assert_eq!(refusal(both(Some(dana.persona)).await), "403 lists_private");
    assert_eq!(both(Some(amira.persona)).await.unwrap(), ("dana".to_owned(), "dana".to_owned()));
    let open = ProfileInput { lists_public: Some(true), ..Default::default() };
    town.edit(&amira, open).await.unwrap();
    assert_eq!(both(None).await.unwrap(), ("dana".to_owned(), "dana".to_owned()));
}

#[tokio::test]
async fn own_lists_show_whom_one_blocks_and_nothing_of_others() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    town.block(&amira, &dana).await.unwrap();
    for (actor, expected) in [(&amira, vec!["dana"]), (&dana, vec![])] {
        let actor = actor.clone();
        let page = town.act(move |tx| lists::blocks(tx, &actor, Slice::first())).await.unwrap();
        assert_eq!(handles(&page), expected);
    }
}

#[tokio::test]
async fn the_directory_lists_who_chose_to_be_found_and_no_block_parts() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let clinic = town.join("lakeside", Role::Organisation).await;
    let ben = town.join("ben", Role::Caregiver).await;
    let findable = ProfileInput { indexable: Some(true), ..Default::default() };
    town.edit(&ben, findable).await.unwrap();
    town.block(&clinic, &amira).await.unwrap();
    let listed = async |viewer| {
        let page = town.act(move |tx| lists::directory(tx, viewer, Slice::first())).await.unwrap();
        handles(&page).join(" ")
    };
    assert_eq!(listed(None).await, "ben lakeside dana");
    assert_eq!(listed(Some(dana.persona)).await, "ben lakeside dana");
    assert_eq!(listed(Some(amira.persona)).await, "ben dana");
    assert_eq!(
        listed(Some(clinic.persona)).await,
        "ben lakeside dana",
        "amira is not listed at all"
    );
}
