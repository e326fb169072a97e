//! Heads: signed words about where the chain stood, which leave the server so that nobody on it can
//! take them back.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use commonround_kernel::ports::Promise;
use commonround_kernel::{KeyRing, PublicKey, Result, SigningKey, Timestamp};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Hash, Tip, seal};
use crate::{Db, DueJob, JobKind, Row, Tx};

/// What the key ring's signing keys are asked for.
pub const PURPOSE: &str = "db.audit_head";
const EVERY: Duration = Duration::from_secs(300);
/// Heads that leave in one go.
const LEAVING: usize = 1_000;

/// A signed word about the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub seq: i64,
    /// What stands at `seq` in the chain.
    pub hash: Hash,
    pub at: Timestamp,
    /// Rows since the head before this one: where one is missing, the sum shows it.
    pub rows: i64,
    /// The thumbprint of the key that signed.
    pub kid: String,
    #[serde(serialize_with = "write_base64", deserialize_with = "read_base64")]
    pub signature: Vec<u8>,
}

impl Head {
    fn sign(key: &SigningKey, tip: Tip, at: Timestamp, rows: i64) -> Self {
        let Tip { seq, hash } = tip;
        let (kid, signature) = (key.public().kid(), Vec::new());
        let unsigned = Self { seq, hash, at, rows, kid, signature };
        let signature = key.sign(unsigned.message().as_bytes()).to_vec();
        Self { signature, ..unsigned }
    }

    /// The text that is signed (ES256).
    fn message(&self) -> String {
        let Self { seq, hash, at, rows, .. } = self;
        format!("commonround.audit.head.v1\n{seq}\n{hash}\n{}\n{rows}\n", at.millis())
    }

    /// Whether one of these keys signed it as it stands.
    #[must_use]
    pub fn is_signed_by(&self, keys: &[(String, PublicKey)]) -> bool {
        let signer = keys.iter().find(|(kid, _)| *kid == self.kid);
        signer.is_some_and(|(_, key)| key.verifies(self.message().as_bytes(), &self.signature))
    }

    #[must_use]
    pub const fn tip(&self) -> Tip {
        Tip { seq: self.seq, hash: self.hash }
    }
}

fn write_base64<S: Serializer>(bytes: &[u8], s: S) -> Result<S::Ok, S::Error> {
    s.serialize_str(&URL_SAFE_NO_PAD.encode(bytes))
}

fn read_base64<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
    let text = std::borrow::Cow::<str>::deserialize(d)?;
    URL_SAFE_NO_PAD.decode(text.as_bytes()).map_err(de::Error::custom)
}

/// Takes heads off the server. May block; may be given a head again.
pub type Leave = Arc<dyn Fn(&[Head]) -> Result<()> + Send + Sync>;

/// Signs a head every five minutes in which something was sealed, and lets it leave.
pub fn heads(keys: Arc<KeyRing>, leave: Leave) -> Arc<dyn JobKind> {
    Arc::new(Heads { keys, leave })
}

struct Heads {
    keys: Arc<KeyRing>,
    leave: Leave,
}

impl JobKind for Heads {
    fn name(&self) -> &'static str {
        "db.audit_head"
    }

    fn every(&self) -> Option<Duration> {
        Some(EVERY)
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            seal::all(db).await?;
            self.sign(db).await?;
            while self.let_leave(db).await? == LEAVING {}
            Ok(())
        })
    }
}

impl Heads {
    /// Signing takes a while, so it is done before the unit, which then looks once more.
    async fn sign(&self, db: &Db) -> Result<()> {
        let (tip, last) = db.snapshot(|tx| Ok((seal::tip(tx)?, last_seq(tx)?))).await?;
        if tip.seq <= last {
            return Ok(());
        }
        let key = self.keys.signing_key(PURPOSE);
        let head = Head::sign(&key, tip, db.env().now(), tip.seq - last);
        db.write(move |tx| if last_seq(tx)? == last { insert(tx, &head) } else { Ok(()) }).await
    }

    async fn let_leave(&self, db: &Db) -> Result<usize> {
        let staying = Arc::new(db.read(staying).await?);
        if staying.is_empty() {
            return Ok(0);
        }
        let (leave, leaving) = (Arc::clone(&self.leave), Arc::clone(&staying));
        let left = tokio::task::spawn_blocking(move || leave(&leaving)).await;
        left.map_err(commonround_kernel::Error::fault)??;
        let (now, count) = (db.env().now(), staying.len());
        db.write(move |tx| staying.iter().try_for_each(|head| mark(tx, head, now))).await?;
        Ok(count)
    }
}

fn last_seq(tx: &mut Tx<'_>) -> Result<i64> {
    tx.one("SELECT coalesce(max(seq), 0) FROM db_audit_head", (), |row| row.get(0))
}

fn insert(tx: &mut Tx<'_>, head: &Head) -> Result<()> {
    let Head { seq, hash, at, rows, kid, signature } = head;
    tx.exec(
        "INSERT INTO db_audit_head (seq, hash, at, rows, kid, signature)
         VALUES ($1, $2, $3, $4, $5, $6)",
        (*seq, *hash, *at, *rows, kid, signature),
    )?;
    Ok(())
}

fn mark(tx: &mut Tx<'_>, head: &Head, now: Timestamp) -> Result<()> {
    tx.exec("UPDATE db_audit_head SET left_at = $2 WHERE seq = $1", (head.seq, now))?;
    Ok(())
}

fn staying(tx: &mut Tx<'_>) -> Result<Vec<Head>> {
    tx.query(
        "SELECT seq, hash, at, rows, kid, signature FROM db_audit_head
         WHERE left_at IS NULL ORDER BY seq LIMIT $1",
        (LEAVING,),
        head_of,
    )
}

/// Every head, in order.
pub(super) fn every(tx: &mut Tx<'_>) -> Result<Vec<Head>> {
    tx.query(
        "SELECT seq, hash, at, rows, kid, signature FROM db_audit_head ORDER BY seq",
        (),
        head_of,
    )
}

/// The newest heads, the newest first.
///
/// # Errors
/// As `Tx::query`.
pub fn newest_heads(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<Head>> {
    tx.query(
        "SELECT seq, hash, at, rows, kid, signature FROM db_audit_head
         ORDER BY seq DESC LIMIT $1",
        (limit,),
        head_of,
    )
}

fn head_of(row: &Row<'_>) -> Result<Head> {
    Ok(Head {
        seq: row.get(0)?,
        hash: row.get(1)?,
        at: row.get(2)?,
        rows: row.get(3)?,
        kid: row.get(4)?,
        signature: row.get(5)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(key: u8) -> KeyRing {
        KeyRing::new([(1, [key; 32])]).unwrap()
    }

    fn keys(ring: &KeyRing) -> Vec<(String, PublicKey)> {
        let keys = ring.signing_keys(PURPOSE);
        keys.iter().map(|key| (key.public().kid(), key.public().clone())).collect()
    }

    fn head() -> Head {
        let tip = Tip { seq: 9, hash: Hash::of(b"row 9") };
        Head::sign(&ring(7).signing_key(PURPOSE), tip, Timestamp::from_millis(1_000), 4)
    }

    #[test]
    fn a_head_holds_for_its_key_and_every_word_of_it() {
        let keys_of_ring = keys(&ring(7));
        assert!(head().is_signed_by(&keys_of_ring));
        assert!(!head().is_signed_by(&keys(&ring(8))));
        let changes: [fn(&mut Head); 6] = [
            |head| head.seq += 1,
            |head| head.hash = Hash::of(b"another"),
            |head| head.at = Timestamp::from_millis(1_001),
            |head| head.rows += 1,
            |head| head.kid.push('x'),
            |head| head.signature[5] ^= 1,
        ];
        for (at, change) in changes.into_iter().enumerate() {
            let mut changed = head();
            change(&mut changed);
            assert!(!changed.is_signed_by(&keys_of_ring), "change {at}");
        }
    }

    #[test]
    fn a_head_is_read_as_it_was_written() {
        let line = serde_json::to_string(&head()).unwrap();
        assert_eq!(serde_json::from_str::<Head>(&line).unwrap(), head());
    }
}
