use crate::chromium::Chromium;
use crate::server::Server;
use crate::{Look, Outcome, Visitor};

/// A server with a demo world of its own, and a browser to see it with.
pub struct Stage {
    chromium: Chromium,
    server: Server,
}

impl Stage {
    pub async fn open() -> Outcome<Self> {
        let (server, chromium) = tokio::try_join!(Server::start(), Chromium::launch())?;
        Ok(Self { chromium, server })
    }

    /// Somebody who is not signed in.
    pub async fn visitor(&self, look: Look) -> Outcome<Visitor> {
        let base = format!("http://{}", self.server.address);
        Visitor::enter(&self.chromium.browser, base, look).await
    }

    /// One of the cast, signed in.
    pub async fn cast(&self, handle: &str, look: Look) -> Outcome<Visitor> {
        let visitor = self.visitor(look).await?;
        visitor.sign_in_as(handle).await?;
        Ok(visitor)
    }

    /// Closes the browser and the server, and fails where the server met a fault of its own.
    pub async fn close(self) -> Outcome {
        self.chromium.close().await?;
        let log = self.server.log();
        let faults: Vec<&str> = log.lines().filter(|line| is_fault(line)).collect();
        if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
    }
}

/// A line of the server's log that tells of our bug.
fn is_fault(line: &str) -> bool {
    line.contains(" ERROR ") || line.contains("panicked at")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_known_from_news() {
        assert!(is_fault("2026-11-18T11:06:40Z ERROR commonround: fault"));
        assert!(!is_fault("2026-11-18T11:06:40Z  INFO commonround: ready, errors 0"));
    }
}
