use serde_json::{Value, json};

use crate::jose::{decode, encode};
use crate::refused::Refused;

/// What keeps a digest from being guessed: 128 bits that are used once.
pub type Salt = [u8; 16];

/// One piece that the holder may show or keep.
pub enum Disclosure {
    Claim { name: String, value: Value },
    Element(Value),
}

impl Disclosure {
    /// Reads `[salt, name, value]` or, for an element of a list, `[salt, value]`.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let bytes = decode(text).ok_or(Refused::Malformed)?;
        let parts: Vec<Value> = serde_json::from_slice(&bytes).map_err(|_| Refused::Malformed)?;
        match <[Value; 3]>::try_from(parts) {
            Ok([Value::String(_), Value::String(name), value]) => Self::claim(name, value),
            Ok(_) => Err(Refused::Malformed),
            Err(parts) => match <[Value; 2]>::try_from(parts) {
                Ok([Value::String(_), value]) => Ok(Self::Element(value)),
                _ => Err(Refused::Malformed),
            },
        }
    }

    fn claim(name: String, value: Value) -> Result<Self, Refused> {
        match name.as_str() {
            "_sd" | "..." => Err(Refused::Malformed),
            _ => Ok(Self::Claim { name, value }),
        }
    }
}

/// The text of a disclosure of one claim.
pub fn write_claim(salt: Salt, name: &str, value: &Value) -> String {
    encode(json!([encode(salt), name, value]).to_string())
}
