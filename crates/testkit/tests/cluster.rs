//! A cluster can be had, and is gone afterwards.

use std::net::TcpStream;

use commonround_testkit::postgres::Cluster;
use postgres::{Client, NoTls};

#[test]
fn a_cluster_answers_sorts_by_bytes_and_is_gone_when_it_falls() {
    let cluster = match Cluster::start() {
        Ok(cluster) => cluster,
        // A machine without PostgreSQL: the suite on that engine says what to install.
        Err(missing) if missing == Cluster::install_hint() => return,
        Err(broken) => panic!("{broken}"),
    };
    let (url, directory) = (cluster.url(), cluster.directory().to_owned());
    let mut client = Client::connect(&url, NoTls).unwrap();
    let row = client.query_one("SELECT 'B' < 'a', 'É' < 'z'", &[]).unwrap();
    assert_eq!((row.get::<_, bool>(0), row.get::<_, bool>(1)), (true, false));
    drop(client);
    drop(cluster);
    let address = url.split(['@', '/']).find(|part| part.starts_with("127.")).unwrap();
    assert!(TcpStream::connect(address).is_err());
    assert!(!directory.exists());
}
