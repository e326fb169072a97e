use crate::world;

/// The same text on both engines.
#[tokio::test]
async fn the_schema_reads_the_same_on_both_engines() {
    let w = world().await;
    let schema = w.db.schema().await.unwrap();
    let expected = "\
table test_every
    id BIGINT NOT NULL
    truth BOOLEAN
    real_ DOUBLE PRECISION
    text_ TEXT
    bytes BYTEA
    note BIGINT
    key (id)
    unique index (text_)

table test_note
    id BIGINT NOT NULL
    body TEXT NOT NULL
    key (id)

table test_pair
    a BIGINT NOT NULL
    b BIGINT NOT NULL
    n BIGINT NOT NULL
    key (a, b)
    index test_pair_b (b, a DESC)
";
    let tests = schema.split("\n\n").filter(|table| table.starts_with("table test_"));
    let tests = tests.collect::<Vec<_>>().join("\n\n") + "\n";
    assert_eq!(tests, expected);
    assert!(schema.contains("\nshelf test\n"), "{schema}");
    assert!(!schema.contains("_fts"), "{schema}");
    assert!(schema.contains("table db_delivery\n    consumer TEXT NOT NULL\n"), "{schema}");
}
