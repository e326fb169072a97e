use super::town::town;
use crate::model::{CaseState, Subject};

#[tokio::test]
async fn who_leaves_takes_their_words_and_what_stood_open_about_them_is_closed() {
    let town = town().await;
    let (dana, amira) = (town.patient("dana").await, town.patient("amira").await);
    town.report(&dana, Subject::persona(amira.persona), "harassment", "words of a patient")
        .await
        .unwrap();
    let of_amira = town.only_case().await.id;
    let post = town.say(&dana, "Stop your SSRI today").await;
    town.report(&amira, Subject::status(dana.persona, post), "spam", "look").await.unwrap();
    town.leave(&dana).await;
    town.leave(&dana).await;
    let sql = "SELECT comment, state FROM safety_report ORDER BY id";
    let read = move |tx: &mut commonround_db::Tx<'_>| {
        tx.query(sql, (), |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))
    };
    let pair = |comment: &str, state: &str| (comment.to_owned(), state.to_owned());
    let expected = [pair("", "open"), pair("", "closed")];
    assert_eq!(town.act(read).await.unwrap(), expected, "that it was reported stays");
    assert_eq!(town.get(of_amira).await.state, CaseState::Open);
    assert_eq!(town.only_case().await.id, of_amira);
    let left =
        town.act(|tx| tx.one("SELECT COUNT(*) FROM safety_quote", (), |row| row.get::<i64>(0)));
    assert_eq!(left.await.unwrap(), 0);
}
