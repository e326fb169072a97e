use commonround_db::{Engine, Value, in_list, padded};
use commonround_kernel::{Id, Timestamp};
use commonround_vocabulary::Status;

use crate::{code, note, world};

type Every = (Option<bool>, Option<f64>, Option<String>, Option<Vec<u8>>);

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_went_in() {
    let w = world().await;
    let cases: Vec<Every> = vec![
        (Some(true), Some(1.5), Some("naïve 'text' \u{1F9E1}".into()), Some(vec![0, 255, 7])),
        (Some(false), Some(-0.0), Some(String::new()), Some(Vec::new())),
        (None, None, None, None),
    ];
    for (id, case) in cases.into_iter().enumerate() {
        let back = w.db.write({
            let case = case.clone();
            move |tx| {
                tx.exec(
                    "INSERT INTO test_every (id, truth, real_, text_, bytes)
                     VALUES ($1, $2, $3, $4, $5)",
                    (id, case.0, case.1, &case.2, &case.3),
                )?;
                tx.one(
                    "SELECT truth, real_, text_, bytes FROM test_every WHERE id = $1",
                    (id,),
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
                )
            }
        });
        assert_eq!(back.await.unwrap(), case);
    }
}

#[tokio::test]
async fn ids_and_moments_are_numbers() {
    let w = world().await;
    let (id, at) = (w.env.new_id::<Status>(), w.env.now());
    let back: (Id<Status>, Timestamp) =
        w.db.write(move |tx| {
            tx.exec("INSERT INTO test_pair (a, b, n) VALUES ($1, $2, 0)", (id, at))?;
            tx.one("SELECT a, b FROM test_pair", (), |row| Ok((row.get(0)?, row.get(1)?)))
        })
        .await
        .unwrap();
    assert_eq!(back, (id, at));
}

#[tokio::test]
async fn parameters_may_come_in_any_order_and_more_than_once() {
    let w = world().await;
    w.db.write(|tx| note(tx, 5, "five")).await.unwrap();
    let found = w.db.read(|tx| {
        tx.query(
            "SELECT id FROM test_note WHERE body = $2 AND id BETWEEN $1 AND $3 AND body = $2",
            (1_i64, "five", 9_i64),
            |row| row.get::<i64>(0),
        )
    });
    assert_eq!(found.await.unwrap(), [5]);
}

#[tokio::test]
async fn lists_of_any_length_find_exactly_their_members() {
    let w = world().await;
    w.db.write(|tx| (0..200).try_for_each(|n| note(tx, n, "x"))).await.unwrap();
    for n in [0_usize, 1, 3, 130] {
        let wanted: Vec<i64> = (0..n as i64).map(|i| i + 7).collect();
        let list = wanted.clone();
        let found = w.db.read(move |tx| {
            let sql = format!(
                "SELECT id FROM test_note WHERE body = $1 AND id IN {} ORDER BY id",
                in_list(2, list.len())
            );
            let mut params = vec![Value::from("x")];
            params.extend(padded(list));
            tx.query(&sql, params, |row| row.get::<i64>(0))
        });
        assert_eq!(found.await.unwrap(), wanted);
    }
}

#[tokio::test]
async fn mistakes_are_faults() {
    let w = world().await;
    w.db.write(|tx| note(tx, 1, "x")).await.unwrap();
    let wrong =
        ["SELECT nothing FROM test_note", "SELECT", "SELECT id FROM test_note WHERE id = $1"];
    for sql in wrong {
        let answer = w.db.read(move |tx| tx.query(sql, (), |row| row.get::<i64>(0))).await;
        assert_eq!(code(answer), "fault", "{sql}");
    }
    let wrong_type =
        w.db.read(|tx| tx.one("SELECT body FROM test_note", (), |row| row.get::<i64>(0)));
    assert_eq!(code(wrong_type.await), "fault");
    let no_column = w.db.read(|tx| tx.one("SELECT id FROM test_note", (), |row| row.get::<i64>(4)));
    assert_eq!(code(no_column.await), "fault");
    let none = w
        .db
        .read(|tx| tx.one("SELECT id FROM test_note WHERE id = 2", (), |row| row.get::<i64>(0)));
    assert_eq!(code(none.await), "not_found");
}

#[tokio::test]
async fn a_value_of_the_wrong_type_is_refused_where_the_engine_looks() {
    let w = world().await;
    if w.db.engine() == Engine::Postgres {
        let sql = "SELECT id FROM test_note WHERE id = $1";
        let answer = w.db.read(move |tx| tx.query(sql, ("one",), |row| row.get::<i64>(0))).await;
        assert_eq!(code(answer), "fault");
    }
}
