//! Which database the server of a journey stands on.

use crate::Outcome;

/// A fresh database where the suite runs on PostgreSQL; `None`: SQLite in the data directory.
pub async fn fresh(name: &str) -> Outcome<Option<String>> {
    let engine = std::env::var("COMMONROUND_TEST_ENGINE").unwrap_or_default();
    if engine != "postgres" {
        return Ok(None);
    }
    let cluster = std::env::var("COMMONROUND_TEST_POSTGRES").map_err(
        |_| "COMMONROUND_TEST_POSTGRES names no cluster: cargo xtask browser --engine postgres",
    )?;
    let (url, name) = (beside(&cluster, name), name.to_owned());
    // The client must neither be made nor dropped on a thread of the runtime.
    tokio::task::spawn_blocking(move || create(&cluster, &name)).await??;
    Ok(Some(url))
}

fn create(cluster: &str, name: &str) -> Result<(), postgres::Error> {
    let mut client = postgres::Client::connect(cluster, postgres::NoTls)?;
    let options = "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'";
    client.batch_execute(&format!("CREATE DATABASE {name} {options}"))
}

/// The same cluster, another database.
fn beside(cluster: &str, name: &str) -> String {
    let (server, _) = cluster.rsplit_once('/').unwrap_or((cluster, ""));
    format!("{server}/{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_stands_beside_the_one_given() {
        assert_eq!(beside("postgres://p@127.0.0.1:5/postgres", "a"), "postgres://p@127.0.0.1:5/a");
    }
}
