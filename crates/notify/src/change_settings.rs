use commonround_db::Tx;
use commonround_kernel::{Actor, Result};
use commonround_vocabulary::NoticeKind;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::{Choice, Letters, Rules};
use crate::policy;
use crate::store::settings;

/// Which kinds are on. A list that is not sent stays as it is; one with one empty code turns all of
/// its kinds off.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SettingsInput {
    /// Kinds told in the app. Those that are fixed stay on whatever is sent.
    pub in_app: Vec<String>,
    /// Kinds told by letter, too.
    pub mail: Vec<String>,
}

/// What is to change, checked.
#[derive(Debug, Clone)]
pub struct SettingsChange {
    in_app: Option<Vec<NoticeKind>>,
    mail: Option<Vec<NoticeKind>>,
}

impl SettingsChange {
    /// # Errors
    /// 422 `unknown` on the list that names a code which is none, or a letter nobody sends.
    pub fn parse(input: &SettingsInput) -> Result<Self> {
        let sent = |codes: &Vec<String>| !codes.is_empty();
        let has_letters = |kind| Rules::of(kind).letters != Letters::Never;
        let in_app = sent(&input.in_app)
            .then(|| policy::parse_kinds("in_app", &input.in_app, |_| true))
            .transpose()?;
        let mail = sent(&input.mail)
            .then(|| policy::parse_kinds("mail", &input.mail, has_letters))
            .transpose()?;
        Ok(Self { in_app, mail })
    }

    fn of(&self, now: Choice) -> Choice {
        let Choice { kind, in_app, mail } = now;
        let within = |list: &Option<Vec<NoticeKind>>, otherwise| {
            list.as_ref().map_or(otherwise, |kinds| kinds.contains(&kind))
        };
        let fixed = Rules::of(kind).fixed;
        Choice {
            kind,
            in_app: fixed || within(&self.in_app, in_app),
            mail: within(&self.mail, mail),
        }
    }
}

/// Sets what the actor is told of and how.
pub fn change_settings(tx: &mut Tx<'_>, actor: &Actor, change: &SettingsChange) -> Result<()> {
    let permit = policy::may_change_own(actor);
    for now in settings::of_all(tx, actor.persona)? {
        let wanted = change.of(now);
        if wanted != now {
            settings::set(tx, permit, wanted)?;
        }
    }
    Ok(())
}
