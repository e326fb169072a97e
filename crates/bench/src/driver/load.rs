//! Some clients at once, each waiting for its answer before it asks again.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use super::cases::{Case, Material};
use super::connection::Connection;
use super::server::Server;
use crate::Outcome;
use crate::figures::Row;
use crate::terminal::Watch;

/// No client asks more often in one measurement, however long it may.
const REQUESTS_MAX: usize = 100_000;
/// Asked before the watch starts, by each client.
const WARM_UP: usize = 20;

pub async fn drive(
    server: &Server,
    case: &Case,
    material: &Material,
    clients: usize,
    span: Duration,
) -> Outcome<Row> {
    warm_up(server, case, material).await?;
    let connections = connect(server, clients).await?;
    let material = Arc::new(material.clone());
    let (cpu_before, watch) = (server.cpu()?, Watch::start());
    let mut running = JoinSet::new();
    for (client, connection) in connections.into_iter().enumerate() {
        running.spawn(one_client(connection, *case, Arc::clone(&material), client, span));
    }
    let mut latencies = Vec::new();
    while let Some(ended) = running.join_next().await {
        latencies.extend(ended??);
    }
    let (wall, cpu) = (watch.read(), server.cpu()?.saturating_sub(cpu_before));
    Ok(Row::sum_up((case.name, case.cpu_ms_wanted), clients, latencies, wall, cpu))
}

async fn warm_up(server: &Server, case: &Case, material: &Material) -> Outcome {
    let mut connection = Connection::open(server.address).await?;
    for n in 0..WARM_UP {
        case.ask(&mut connection, material, n, REQUESTS_MAX + n).await?;
    }
    Ok(())
}

async fn connect(server: &Server, clients: usize) -> Outcome<Vec<Connection>> {
    let mut connections = Vec::with_capacity(clients);
    for _ in 0..clients {
        connections.push(Connection::open(server.address).await?);
    }
    Ok(connections)
}

/// How long each answer took.
async fn one_client(
    mut connection: Connection,
    case: Case,
    material: Arc<Material>,
    client: usize,
    span: Duration,
) -> Outcome<Vec<Duration>> {
    let mut latencies = Vec::new();
    let whole = Watch::start();
    for n in 0..REQUESTS_MAX {
        if whole.read() >= span {
            break;
        }
        let one = Watch::start();
        case.ask(&mut connection, &material, client, n).await?;
        latencies.push(one.read());
    }
    Ok(latencies)
}
