use commonround_kernel::{Invalid, Result};

use super::policy_data::Register;
use super::{Method, Reason};
use crate::credentials::limits::{NAME_CHARS_MAX, NOTE_CHARS_MAX, NUMBER_CHARS_MAX};

/// A registration number in capitals and without blanks: as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// # Errors
    /// On `number`: `required`, `too_long`, `malformed`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let number = Self::folded(raw);
        let refused = |why| Err(Invalid::new("number", why));
        let fits = |c: char| c.is_alphanumeric() || "-/.".contains(c);
        match number.0.chars().count() {
            0 => refused("required"),
            n if n > NUMBER_CHARS_MAX => refused("too_long"),
            _ if !number.0.chars().all(fits) => refused("malformed"),
            _ => Ok(number),
        }
    }

    /// The number of a row, which a register has checked.
    #[must_use]
    pub fn folded(raw: &str) -> Self {
        let compact: String = raw.split_whitespace().collect();
        Self(compact.to_uppercase())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A claim about to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClaim {
    pub register: &'static Register,
    pub profession: &'static str,
    pub number: Number,
    /// As on the register.
    pub name: String,
}

impl NewClaim {
    /// `registration` is a register and a profession of it: `cno registered_nurse`.
    ///
    /// # Errors
    /// On `registration`: `required`, `unknown`; on `number` as `Number`; on
    /// `registered_name`: `required`, `too_long`, `control_character`.
    pub fn parse(registration: &str, number: &str, name: &str) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let chosen = invalid.take(choose(registration));
        let number = invalid.take(Number::parse(number));
        let name = invalid.take(parse_line("registered_name", name, NAME_CHARS_MAX));
        match (chosen, number, name) {
            (Some((register, profession)), Some(number), Some(name)) => {
                Ok(Self { register, profession, number, name })
            }
            _ => Err(invalid),
        }
    }
}

fn choose(raw: &str) -> Result<(&'static Register, &'static str), Invalid> {
    let why = if raw.trim().is_empty() { "required" } else { "unknown" };
    let (register, profession) = raw.trim().split_once(' ').unwrap_or_default();
    let found = Register::known(register).and_then(|register| {
        let kept = register.professions.iter().find(|code| **code == profession);
        Some((register, *kept?))
    });
    found.ok_or_else(|| Invalid::new("registration", why))
}

fn parse_line(field: &'static str, raw: &str, max: usize) -> Result<String, Invalid> {
    let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    commonround_text::clean_line(&text, max).map_err(|why| Invalid::new(field, why))
}

/// What an officer found, with everything that has to be ticked before a yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub method: Method,
    pub note: Option<String>,
}

impl Verdict {
    /// What an officer looks at, in order.
    pub const CHECKS: [&'static str; 3] = ["check_register", "check_name", "check_person"];

    /// `ticked` are lines of the list.
    ///
    /// # Errors
    /// On each line that is open: `required`; on `method`: `required`, `unknown`; on `finding`:
    /// `required`, `too_long`, `control_character`.
    pub fn parse(ticked: &[&str], method: &str, finding: &str) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        for open in Self::CHECKS.into_iter().filter(|check| !ticked.contains(check)) {
            invalid.add(open, "required");
        }
        let method = invalid.take(seen(method));
        let note = invalid.take(parse_line("finding", finding, NOTE_CHARS_MAX));
        match (method, note) {
            (Some(method), Some(note)) if invalid.problems().is_empty() => {
                Ok(Self { method, note: Some(note) })
            }
            _ => Err(invalid),
        }
    }
}

fn seen(raw: &str) -> Result<Method, Invalid> {
    match raw {
        "" => Err(Invalid::new("method", "required")),
        "officer_call" => Ok(Method::OfficerCall),
        "employer_attestation" => Ok(Method::EmployerAttestation),
        _ => Err(Invalid::new("method", "unknown")),
    }
}

/// A decision against a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    pub reason: Reason,
    pub note: Option<String>,
}

impl Rejection {
    /// # Errors
    /// On `reason`: `required`, `unknown`; on `finding`: `too_long`,
    /// `control_character`.
    pub fn parse(reason: &str, note: &str) -> Result<Self> {
        let reason = reason.parse()?;
        let note = if note.trim().is_empty() {
            None
        } else {
            Some(parse_line("finding", note, NOTE_CHARS_MAX)?)
        };
        Ok(Self { reason, note })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(registration: &str, number: &str, name: &str, expect: &str) {
        let found = match NewClaim::parse(registration, number, name) {
            Ok(claim) => format!("{} {}", claim.number.as_str(), claim.name),
            Err(invalid) => {
                let problems = invalid.problems().iter();
                problems.map(|p| format!("{}={}", p.field, p.why)).collect::<Vec<_>>().join(" ")
            }
        };
        assert_eq!(found, expect);
    }

    #[test]
    fn a_claim_names_a_register_a_number_and_a_person() {
        check("cno registered_nurse", " 012 3456 ", "Dana  Roy", "0123456 Dana Roy");
        check("cno registered_nurse", "ab-1", "Dana Roy", "AB-1 Dana Roy");
        check("", "", "", "registration=required number=required registered_name=required");
        check("cno physician", "1", "D", "registration=unknown");
        check("nobody nurse", "1", "D", "registration=unknown");
        check("cno registered_nurse", "<1>", "D", "number=malformed");
        check(
            "cno registered_nurse",
            &"1".repeat(41),
            &"x".repeat(121),
            "number=too_long registered_name=too_long",
        );
    }

    #[test]
    fn a_yes_takes_every_line_of_the_list() {
        let all = Verdict::CHECKS;
        assert!(Verdict::parse(&all, "officer_call", "seen at 10:00").is_ok());
        for open in 0..all.len() {
            let some: Vec<_> = all.into_iter().filter(|check| *check != all[open]).collect();
            assert!(Verdict::parse(&some, "officer_call", "seen").is_err());
        }
        assert!(Verdict::parse(&all, "register_match", "seen").is_err());
        assert!(Verdict::parse(&all, "officer_call", " ").is_err());
    }
}
