use std::sync::Arc;

use commonround_db::Tx;
use commonround_kernel::{Account, Error, Id, KeyRing, Persona, Result};
use commonround_vocabulary::Proposal as ProposalId;

use super::model::{Duty, Proposal};

/// What an executor gets: it was agreed on, and is done now.
#[derive(Debug, Clone)]
pub struct Accepted {
    pub proposal: Id<ProposalId>,
    pub object: i64,
    pub subject: Option<Id<Persona>>,
    pub reason: String,
    pub payload: String,
    pub proposer: Id<Account>,
    /// `None` where it took effect by itself.
    pub second: Option<Id<Account>>,
}

impl From<&Proposal> for Accepted {
    fn from(proposal: &Proposal) -> Self {
        Self {
            proposal: proposal.id,
            object: proposal.object,
            subject: proposal.subject,
            reason: proposal.reason.clone(),
            payload: proposal.payload.clone(),
            proposer: proposal.proposer,
            second: proposal.second,
        }
    }
}

type Run = Arc<dyn Fn(&mut Tx<'_>, &Accepted) -> Result<()> + Send + Sync>;

/// How one kind of proposal is carried out and called.
#[derive(Clone)]
pub struct Executor {
    pub kind: &'static str,
    pub duty: Duty,
    /// The words for what is proposed.
    pub title_key: &'static str,
    /// The page with what it stands on.
    pub path: fn(&Proposal) -> String,
    run: Run,
}

impl Executor {
    #[must_use]
    pub fn new(
        kind: &'static str,
        duty: Duty,
        title_key: &'static str,
        path: fn(&Proposal) -> String,
        run: impl Fn(&mut Tx<'_>, &Accepted) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self { kind, duty, title_key, path, run: Arc::new(run) }
    }

    pub(super) fn run(&self, tx: &mut Tx<'_>, accepted: &Accepted) -> Result<()> {
        (self.run)(tx, accepted)
    }
}

/// Every act of this instance that takes two. Cheap to clone.
#[derive(Clone)]
pub struct TwoPerson {
    pub(super) keys: Arc<KeyRing>,
    executors: Arc<[Executor]>,
}

impl TwoPerson {
    #[must_use]
    pub fn new(keys: Arc<KeyRing>, executors: Vec<Executor>) -> Self {
        Self { keys, executors: executors.into() }
    }

    /// # Errors
    /// `Fault` where nobody carries this kind out.
    pub(super) fn executor(&self, kind: &str) -> Result<&Executor> {
        let found = self.executors.iter().find(|executor| executor.kind == kind);
        found.ok_or_else(|| Error::fault(format!("nobody carries out {kind}")))
    }
}
