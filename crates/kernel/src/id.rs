use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error as _, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A positive 63-bit id that knows what it identifies; printed and sent as a decimal string.
///
/// Ids of content are time-sorted (`Env::new_id`), ids of accounts and personas are random
/// (`Env::random_id`). An id is never a secret: access is always checked.
pub struct Id<K>(i64, PhantomData<fn() -> K>);

/// The text was not the decimal form of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct IdInvalid;

impl<K> Id<K> {
    /// Takes a stored number back as an id. Ids are made by `Env` only.
    #[must_use]
    pub const fn from_i64(raw: i64) -> Self {
        Self(raw, PhantomData)
    }

    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Milliseconds since 1970 inside a time-sorted id; meaningless for a random one.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0 >> crate::env::MILLIS_SHIFT
    }

    /// The lowest time-sorted id of a moment: a bound for windows, never the id of a thing.
    #[must_use]
    pub const fn floor_at(moment: crate::Timestamp) -> Self {
        Self(moment.millis() << crate::env::MILLIS_SHIFT, PhantomData)
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = std::any::type_name::<K>().rsplit("::").next().unwrap_or("?");
        write!(f, "{kind}#{}", self.0)
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<K> FromStr for Id<K> {
    type Err = IdInvalid;

    fn from_str(raw: &str) -> Result<Self, IdInvalid> {
        let digits = raw.len() <= 19 && !raw.is_empty() && raw.bytes().all(|b| b.is_ascii_digit());
        if !digits {
            return Err(IdInvalid);
        }
        match raw.parse::<i64>() {
            Ok(n) if n > 0 => Ok(Self::from_i64(n)),
            _ => Err(IdInvalid),
        }
    }
}

impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}

impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Decimal<K>(PhantomData<fn() -> K>);
        impl<K> Visitor<'_> for Decimal<K> {
            type Value = Id<K>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id as a decimal string")
            }
            fn visit_str<E: serde::de::Error>(self, raw: &str) -> Result<Id<K>, E> {
                raw.parse().map_err(E::custom)
            }
        }
        d.deserialize_str(Decimal(PhantomData)).map_err(D::Error::custom)
    }
}

impl<K> JsonSchema for Id<K> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{1,19}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Thing;

    #[test]
    fn refuses_what_is_not_an_id() {
        for raw in ["", "0", "-1", "+1", " 1", "1 ", "1.0", "0x1", "９", "9223372036854775808"] {
            assert_eq!(raw.parse::<Id<Thing>>(), Err(IdInvalid), "{raw:?}");
        }
    }

    proptest! {
        #[test]
        fn text_and_json_keep_the_id(n in 1..=i64::MAX) {
            let id = Id::<Thing>::from_i64(n);
            prop_assert_eq!(id.to_string().parse::<Id<Thing>>(), Ok(id));
            let json = serde_json::to_string(&id).unwrap();
            prop_assert_eq!(serde_json::from_str::<Id<Thing>>(&json).unwrap(), id);
        }
    }
}
