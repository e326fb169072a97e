//! What other rooms say before words are published: what the author should know of them, and whether
//! who is answered takes replies. Asked anew for each submission; nothing of the words is kept.

use std::fmt;
use std::sync::Arc;

use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Persona, Result};
use commonround_web::{Lang, Ui};
use maud::Markup;
use schemars::JsonSchema;
use serde::Serialize;

/// Words that are about to be published.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    pub text: &'a str,
    pub content_warning: &'a str,
    /// What the author confirmed: the digest of a verdict, or nothing.
    pub confirmed: &'a str,
    /// For words in the answer.
    pub lang: Lang,
}

/// A piece of a page that another room draws.
#[derive(Clone)]
pub struct Panel(Arc<dyn Fn(&Ui<'_>) -> Markup + Send + Sync>);

impl Panel {
    #[must_use]
    pub fn new(draw: impl Fn(&Ui<'_>) -> Markup + Send + Sync + 'static) -> Self {
        Self(Arc::new(draw))
    }

    #[must_use]
    pub fn draw(&self, ui: &Ui<'_>) -> Markup {
        (self.0)(ui)
    }
}

impl fmt::Debug for Panel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Panel")
    }
}

/// What the words call for.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The gravest first.
    pub findings: Vec<Finding>,
    /// Nothing is left that the author has to confirm.
    pub may_post: bool,
    /// No confirmation helps: the words have to change.
    pub is_final: bool,
    /// What a confirmation of these findings sends.
    pub digest: String,
    /// The words without what can be taken out, where anything can.
    pub without: Option<Without>,
    /// For an author in a crisis, in private.
    pub help: Option<CrisisHelp>,
    /// What the author reads before posting. Its buttons send `redact` or `confirm`.
    pub before: Panel,
    /// What the author reads once it is out, where there is anything.
    pub after: Option<Panel>,
}

/// Something the author should know before posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub kind: &'static str,
    /// `tip`, `crisis`, `warn` or `block`.
    pub tier: &'static str,
    /// The key of the words that say why.
    pub why_key: &'static str,
    /// What was seen, as it was written.
    pub quotes: Vec<String>,
}

/// The words of a submission with something taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Without {
    pub text: String,
    pub content_warning: String,
}

/// Whom to call, and who is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CrisisHelp {
    /// ISO 3166-1 alpha-2.
    pub region: String,
    pub emergency: String,
    pub lines: Vec<HelpLine>,
    /// A helper of this place is there now; `POST /helpers` calls one.
    pub helper_on_duty: bool,
    /// Posting words of a crisis calls a helper: the house says so.
    pub posting_calls: bool,
}

/// A line that listens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HelpLine {
    pub who: String,
    /// The number to call.
    pub call: Option<String>,
    /// The number to write to.
    pub text: Option<String>,
    /// Day and night.
    pub always: bool,
}

/// Somebody who does not take a reply, and where to ask instead.
#[derive(Debug, Clone)]
pub struct Closed {
    /// `replies_shielded` or `replies_no_strangers`.
    pub code: &'static str,
    pub redirect: Redirect,
    /// What stands in place of the form.
    pub card: Panel,
}

/// The right way to ask, as the person says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Redirect {
    /// Null where the person left it open.
    pub words: Option<String>,
    /// A path of this instance or an `https` address.
    pub url: String,
}

/// Rooms that are asked.
pub trait AskBefore: Send + Sync + 'static {
    /// Looks at the words of a submission.
    ///
    /// # Errors
    /// What the database says.
    fn look(&self, tx: &mut Tx<'_>, author: &Actor, words: &Words<'_>) -> Result<Verdict>;

    /// Whether a persona takes no reply from somebody. `is_followed`: the persona follows who
    /// replies, or is the same.
    ///
    /// # Errors
    /// What the database says.
    fn closed(
        &self,
        tx: &mut Tx<'_>,
        persona: Id<Persona>,
        is_followed: bool,
    ) -> Result<Option<Closed>>;
}

/// Those rooms, as the writes of this one take them along. Cheap to clone.
#[derive(Clone)]
pub struct Gate(Arc<dyn AskBefore>);

impl Gate {
    #[must_use]
    pub fn new(rooms: impl AskBefore) -> Self {
        Self(Arc::new(rooms))
    }

    /// Nobody is asked: for worlds that a program fills.
    #[must_use]
    pub fn open() -> Self {
        Self::new(Nobody)
    }

    pub(crate) fn look(
        &self,
        tx: &mut Tx<'_>,
        author: &Actor,
        words: &Words<'_>,
    ) -> Result<Verdict> {
        self.0.look(tx, author, words)
    }

    pub(crate) fn closed(
        &self,
        tx: &mut Tx<'_>,
        persona: Id<Persona>,
        is_followed: bool,
    ) -> Result<Option<Closed>> {
        self.0.closed(tx, persona, is_followed)
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gate")
    }
}

struct Nobody;

impl AskBefore for Nobody {
    fn look(&self, _: &mut Tx<'_>, _: &Actor, _: &Words<'_>) -> Result<Verdict> {
        Ok(Verdict {
            findings: Vec::new(),
            may_post: true,
            is_final: false,
            digest: String::new(),
            without: None,
            help: None,
            before: Panel::new(|_| Markup::default()),
            after: None,
        })
    }

    fn closed(&self, _: &mut Tx<'_>, _: Id<Persona>, _: bool) -> Result<Option<Closed>> {
        Ok(None)
    }
}
