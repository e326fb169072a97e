//! Signing up. What happens to a known address happens to a new one: an account that waits for its
//! confirmation, a device that is signed in, and one letter. Only the letter differs, and only the
//! mailbox's owner reads it.

use commonround_db::Tx;
use commonround_kernel::{Invalid, KeyRing, Result, Role, Secret};
use commonround_web::LimitClass;

use crate::enrol::{Newcomer, enrol};
use crate::identity::{Identity, Visitor};
use crate::model::{AgeBand, Device, Email, Handle, MailKind, Password};
use crate::queue_mail::queue_to_account;
use crate::sessions;

/// The five things asked at sign-up, parsed.
#[derive(Debug, Clone)]
pub struct Join {
    pub email: Email,
    pub handle: Handle,
    pub password: Password,
    pub age_band: AgeBand,
    pub role: Role,
}

impl Join {
    /// # Errors
    /// Every problem of every field at once.
    pub fn parse(
        email: &str,
        handle: &str,
        password: &str,
        age_band: &str,
        role: &str,
    ) -> Result<Self, Invalid> {
        let mut wrong = Invalid::default();
        let names = [handle, email];
        let parsed = (
            wrong.take(Email::parse("email", email)),
            wrong.take(Handle::parse(handle)),
            wrong.take(Password::choose("password", password, &names)),
            wrong.take(AgeBand::parse(age_band)),
            wrong.take(parse_role(role)),
        );
        match parsed {
            (Some(email), Some(handle), Some(password), Some(age_band), Some(role)) => {
                Ok(Self { email, handle, password, age_band, role })
            }
            _ => Err(wrong),
        }
    }

    pub(crate) async fn newcomer(
        &self,
        identity: &Identity,
        visitor: &Visitor,
    ) -> Result<Newcomer> {
        Ok(Newcomer {
            email: self.email.clone(),
            handle: self.handle.clone(),
            display_name: None,
            password_hash: identity.hasher().hash(self.password.clone()).await?,
            age_band: Some(self.age_band),
            role: self.role,
            field: None,
            lang: Some(visitor.lang),
        })
    }
}

fn parse_role(raw: &str) -> Result<Role, Invalid> {
    let why = if raw.is_empty() { "required" } else { "unknown" };
    raw.parse().map_err(|_| Invalid::new("role", why))
}

/// Makes an account that waits for its confirmation and signs this device in.
///
/// # Errors
/// `limited`; `Invalid` on `handle`: `taken`. Handles are public, so that much may be said.
pub async fn join(identity: &Identity, visitor: Visitor, cmd: Join) -> Result<Secret> {
    identity.limit(LimitClass::SignUp, &visitor.place)?;
    let newcomer = cmd.newcomer(identity, &visitor).await?;
    let keys = identity.keys().clone();
    identity.db().write(move |tx| admit(tx, &keys, &newcomer, &visitor.device)).await
}

fn admit(tx: &mut Tx, keys: &KeyRing, newcomer: &Newcomer, device: &Device) -> Result<Secret> {
    let made = enrol(tx, keys, newcomer)?;
    queue_to_account(tx, MailKind::ConfirmEmail, made.account)?;
    sessions::start(tx, made.account, device)
}
