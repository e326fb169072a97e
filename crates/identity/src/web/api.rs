//! What programs send and get. Additive only.

use commonround_kernel::{Id, Role, Session, Timestamp, Token as TokenMark};
use commonround_web::{FormState, Lang, Theme};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::AgeBand;
use crate::store::sessions::SessionRow;
use crate::store::tokens::TokenRow;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinInput {
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub handle: String,
    #[serde(default)]
    pub password: String,
    /// `13-15`, `16-17`, `18-24`, `25-44`, `45-64` or `65+`.
    #[serde(default)]
    pub age_band: String,
    /// `patient`, `caregiver`, `health_worker` or `organisation`.
    #[serde(default)]
    pub role: String,
}

impl JoinInput {
    /// What was typed, for the form to keep; never the password.
    pub fn state(&self) -> FormState {
        FormState::new()
            .set("email", &self.email)
            .set("handle", &self.handle)
            .set("age_band", &self.age_band)
            .set("role", &self.role)
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetupInput {
    #[serde(default)]
    pub code: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub handle: String,
    #[serde(default)]
    pub password: String,
    #[serde(default)]
    pub age_band: String,
    #[serde(default)]
    pub role: String,
}

impl SetupInput {
    pub fn split(self) -> (String, JoinInput) {
        let Self { code, email, handle, password, age_band, role } = self;
        (code, JoinInput { email, handle, password, age_band, role })
    }
}

/// What joining asks, to choose from.
#[derive(Serialize, JsonSchema)]
pub struct JoinAsks {
    pub age_bands: [AgeBand; 6],
    pub roles: [Role; 4],
}

impl JoinAsks {
    pub const ALL: Self = Self { age_bands: AgeBand::ALL, roles: Role::ALL };
}

#[derive(Serialize, JsonSchema)]
pub struct SignedIn {
    pub handle: String,
}

#[derive(Serialize, JsonSchema)]
pub struct SignedInOrNot {
    /// `null` where nobody is signed in.
    pub handle: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInInput {
    /// Handle or e-mail address.
    #[serde(default)]
    pub login: String,
    #[serde(default)]
    pub password: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeQuery {
    #[serde(default)]
    pub code: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeInput {
    #[serde(default)]
    pub code: String,
}

/// What a link would confirm; both `null` without a link.
#[derive(Serialize, JsonSchema)]
pub struct Confirmation {
    pub email: Option<String>,
    pub handle: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForgotInput {
    #[serde(default)]
    pub email: String,
}

#[derive(Serialize, JsonSchema)]
pub struct Resetting {
    pub handle: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetInput {
    #[serde(default)]
    pub code: String,
    #[serde(default)]
    pub password: String,
}

#[derive(Serialize, JsonSchema)]
pub struct Account {
    pub handle: String,
    pub display_name: String,
    pub email: String,
    pub email_confirmed: bool,
    pub operator: bool,
    pub moderator: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EmailInput {
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub current_password: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordInput {
    #[serde(default)]
    pub current_password: String,
    #[serde(default)]
    pub new_password: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EraseInput {
    #[serde(default)]
    pub current_password: String,
}

#[derive(Serialize, JsonSchema)]
pub struct Device {
    pub id: Id<Session>,
    pub browser: Option<&'static str>,
    pub system: Option<&'static str>,
    /// The one that asks.
    pub current: bool,
    pub signed_in_at: Timestamp,
    /// To the hour.
    pub seen_at: Timestamp,
}

impl Device {
    pub fn of(row: &SessionRow, asking: Id<Session>) -> Self {
        Self {
            id: row.id,
            browser: row.device.browser,
            system: row.device.system,
            current: row.id == asking,
            signed_in_at: row.created_at,
            seen_at: row.seen_at,
        }
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenInput {
    #[serde(default)]
    pub label: String,
    /// `read` or `read write`.
    #[serde(default)]
    pub scopes: String,
    /// Days: `30`, `90` or `365`; `never` or nothing for a token that works until revoked.
    #[serde(default)]
    pub expires: String,
}

impl TokenInput {
    pub fn state(&self) -> FormState {
        FormState::new()
            .set("label", &self.label)
            .set("scopes", &self.scopes)
            .set("expires", &self.expires)
    }
}

#[derive(Serialize, JsonSchema)]
pub struct Token {
    pub id: Id<TokenMark>,
    pub label: String,
    pub scopes: String,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    /// Midnight UTC of the last day it was used.
    pub used_day: Option<Timestamp>,
}

impl Token {
    pub fn of(row: &TokenRow) -> Self {
        Self {
            id: row.id,
            label: row.label.clone(),
            scopes: row.scopes.to_string(),
            created_at: row.created_at,
            expires_at: row.expires_at,
            used_day: row.used_day,
        }
    }
}

#[derive(Serialize, JsonSchema)]
pub struct NewToken {
    pub id: Id<TokenMark>,
    /// Shown here and never again.
    pub token: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Preferences {
    /// `en` or `fr`.
    #[serde(default)]
    pub lang: String,
    /// `system`, `light` or `dark`.
    #[serde(default)]
    pub theme: String,
    /// A zone of the IANA database.
    #[serde(default)]
    pub time_zone: String,
}

impl Preferences {
    pub fn of(lang: Lang, theme: Theme, time_zone: &str) -> Self {
        Self {
            lang: lang.as_str().to_owned(),
            theme: theme.as_str().to_owned(),
            time_zone: time_zone.to_owned(),
        }
    }

    pub fn state(&self) -> FormState {
        FormState::new()
            .set("lang", &self.lang)
            .set("theme", &self.theme)
            .set("time_zone", &self.time_zone)
    }
}
