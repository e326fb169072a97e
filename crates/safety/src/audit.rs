//! Every act of a moderator leaves a row in the audit log, in the unit of the act.

use commonround_db::Tx;
use commonround_db::audit::{Accessor, Entry, Named, record};
use commonround_kernel::Actor;
use commonround_kernel::{Id, Persona, Result, Via};
use commonround_vocabulary::Case;

/// Writes down what a moderator did in a case, and about whom.
pub fn in_case(
    tx: &mut Tx<'_>,
    actor: &Actor,
    action: &'static str,
    case: Id<Case>,
    about: Id<Persona>,
    reason: Option<&str>,
) -> Result<()> {
    let entry = Entry {
        object: Some(Named::new("case", case)),
        subject: Some(Named::persona(about)),
        purpose: Some("moderation"),
        reason: reason.filter(|reason| !reason.is_empty()),
        client: Some(client(actor)),
        ..Entry::new(Accessor::Persona(actor.persona), action)
    };
    record(tx, &entry).map(drop)
}

/// Writes down what a moderator did to the rota or the rules.
pub fn of_house<K>(
    tx: &mut Tx<'_>,
    actor: &Actor,
    action: &'static str,
    kind: &'static str,
    id: Id<K>,
) -> Result<()> {
    let entry = Entry {
        object: Some(Named::new(kind, id)),
        purpose: Some("moderation"),
        client: Some(client(actor)),
        ..Entry::new(Accessor::Persona(actor.persona), action)
    };
    record(tx, &entry).map(drop)
}

const fn client(actor: &Actor) -> &'static str {
    match actor.via {
        Via::Session(_) => "browser",
        Via::Token(_) => "token",
    }
}
