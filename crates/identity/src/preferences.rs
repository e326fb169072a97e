//! How a person likes the place to look, to speak and to tell time.

use commonround_db::Tx;
use commonround_kernel::{Actor, Invalid, Result};
use commonround_web::{Lang, Theme};

use crate::identity::Identity;
use crate::model::TimeZone;
use crate::{policy, store};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    pub lang: Lang,
    pub theme: Theme,
    pub time_zone: TimeZone,
}

impl Preferences {
    /// # Errors
    /// Every problem of every field at once.
    pub fn parse(lang: &str, theme: &str, time_zone: &str) -> Result<Self, Invalid> {
        let mut wrong = Invalid::default();
        let unknown = |field| move |_| Invalid::new(field, "unknown");
        let parsed = (
            wrong.take(Lang::parse(lang).map_err(unknown("lang"))),
            wrong.take(Theme::parse(theme).map_err(unknown("theme"))),
            wrong.take(TimeZone::parse(time_zone)),
        );
        match parsed {
            (Some(lang), Some(theme), Some(time_zone)) => Ok(Self { lang, theme, time_zone }),
            _ => Err(wrong),
        }
    }
}

/// What the account has chosen; the caller's language where it has not chosen one.
pub async fn preferences(identity: &Identity, actor: &Actor, lang: Lang) -> Result<Preferences> {
    let account = policy::may_change_account(actor)?.account();
    let row = identity.db().read(move |tx| store::accounts::get(tx, account)).await?;
    Ok(Preferences {
        lang: row.lang.as_deref().and_then(Lang::known).unwrap_or(lang),
        theme: Theme::parse(&row.theme).unwrap_or_default(),
        time_zone: TimeZone::parse(&row.time_zone)?,
    })
}

pub async fn set_preferences(
    identity: &Identity,
    actor: &Actor,
    wanted: Preferences,
) -> Result<()> {
    let permit = policy::may_change_account(actor)?;
    let set = move |tx: &mut Tx| {
        let (lang, theme) = (wanted.lang.as_str(), wanted.theme.as_str());
        store::accounts::set_preferences(tx, &permit, lang, theme, &wanted.time_zone)
    };
    identity.db().write(set).await
}
