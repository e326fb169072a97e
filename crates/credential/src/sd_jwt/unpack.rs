use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::ALWAYS_OPEN;
use super::disclosure::Disclosure;
use crate::jose::digest;
use crate::limits::NESTING_MAX;
use crate::refused::Refused;

type Claims = Map<String, Value>;

/// Puts what was disclosed in the place of its digests (RFC 9901, section 7.1). Whatever is
/// disclosed must have been signed, each digest once.
pub fn unpack(payload: &Claims, disclosures: &[&str]) -> Result<Claims, Refused> {
    let mut unpacking = Unpacking::new(disclosures)?;
    let claims = unpacking.object(payload, 0)?;
    if unpacking.disclosed.is_empty() { Ok(claims) } else { Err(Refused::UnknownDisclosure) }
}

struct Unpacking {
    /// Disclosures that have not found their place yet, by digest.
    disclosed: HashMap<String, Disclosure>,
    /// Every digest met, those of nobody included.
    seen: HashSet<String>,
}

impl Unpacking {
    fn new(disclosures: &[&str]) -> Result<Self, Refused> {
        let mut disclosed = HashMap::with_capacity(disclosures.len());
        for text in disclosures {
            if disclosed.insert(digest(text), Disclosure::parse(text)?).is_some() {
                return Err(Refused::DuplicateDigest);
            }
        }
        Ok(Self { disclosed, seen: HashSet::new() })
    }

    fn value(&mut self, value: &Value, depth: usize) -> Result<Value, Refused> {
        if depth > NESTING_MAX {
            return Err(Refused::TooLarge);
        }
        match value {
            Value::Object(map) => self.object(map, depth).map(Value::Object),
            Value::Array(items) => self.array(items, depth).map(Value::Array),
            plain => Ok(plain.clone()),
        }
    }

    fn object(&mut self, map: &Claims, depth: usize) -> Result<Claims, Refused> {
        let mut claims = Claims::new();
        for (name, value) in map {
            match name.as_str() {
                "_sd" => {}
                "_sd_alg" if depth == 0 => {}
                "..." => return Err(Refused::Malformed),
                _ => drop(claims.insert(name.clone(), self.value(value, depth + 1)?)),
            }
        }
        for digest in digests(map.get("_sd"))? {
            self.claim(digest, &mut claims, depth)?;
        }
        Ok(claims)
    }

    fn claim(&mut self, digest: &str, claims: &mut Claims, depth: usize) -> Result<(), Refused> {
        let Some(disclosure) = self.take(digest)? else { return Ok(()) };
        let Disclosure::Claim { name, value } = disclosure else { return Err(Refused::Malformed) };
        if depth == 0 && ALWAYS_OPEN.contains(&name.as_str()) {
            return Err(Refused::HiddenClaim);
        }
        if claims.contains_key(&name) {
            return Err(Refused::DuplicateClaim);
        }
        let value = self.value(&value, depth + 1)?;
        claims.insert(name, value);
        Ok(())
    }

    fn array(&mut self, items: &[Value], depth: usize) -> Result<Vec<Value>, Refused> {
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            match element_digest(item)? {
                None => list.push(self.value(item, depth + 1)?),
                Some(digest) => match self.take(digest)? {
                    None => {}
                    Some(Disclosure::Element(value)) => list.push(self.value(&value, depth + 1)?),
                    Some(Disclosure::Claim { .. }) => return Err(Refused::Malformed),
                },
            }
        }
        Ok(list)
    }

    /// `None` for a digest that was kept back, or that hides nothing.
    fn take(&mut self, digest: &str) -> Result<Option<Disclosure>, Refused> {
        if !self.seen.insert(digest.to_owned()) {
            return Err(Refused::DuplicateDigest);
        }
        Ok(self.disclosed.remove(digest))
    }
}

fn digests(list: Option<&Value>) -> Result<Vec<&str>, Refused> {
    match list {
        None => Ok(Vec::new()),
        Some(Value::Array(items)) => {
            items.iter().map(|item| item.as_str().ok_or(Refused::Malformed)).collect()
        }
        Some(_) => Err(Refused::Malformed),
    }
}

/// The digest of `{"...": digest}`, which stands for an element of a list.
fn element_digest(item: &Value) -> Result<Option<&str>, Refused> {
    let Some(digest) = item.as_object().and_then(|map| map.get("...")) else { return Ok(None) };
    let alone = item.as_object().is_some_and(|map| map.len() == 1);
    digest.as_str().filter(|_| alone).map(Some).ok_or(Refused::Malformed)
}
