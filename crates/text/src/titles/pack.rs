use std::sync::LazyLock;

use serde::Deserialize;

use super::forms::Forms;

/// The titles of a place. Its files explain themselves: `titles/*.toml`.
pub struct Pack {
    pub(super) file: File,
    pub(super) forms: Forms,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pack: String,
    jurisdiction: String,
    #[serde(rename = "title")]
    pub titles: Vec<Title>,
}

/// What a title means in a place.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    pub profession: String,
    /// Professions whose live credential makes the title true; `*` is any. Never empty.
    #[serde(default)]
    pub met_by: Vec<String>,
    /// Kept by law for registered people.
    pub protected: bool,
    /// The law, register or custom that this rests on.
    pub source: String,
    #[serde(default)]
    pub(super) en: Vec<String>,
    #[serde(default)]
    pub(super) fr: Vec<String>,
    #[serde(default)]
    pub(super) marks: Vec<String>,
    #[serde(default)]
    pub(super) leads: Vec<String>,
    #[serde(default)]
    pub(super) emoji: Vec<String>,
}

static BUNDLED: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    let files = [include_str!("on-2026.toml"), include_str!("generic.toml")];
    files.into_iter().filter_map(|file| Pack::parse(file).ok()).collect()
});

impl Pack {
    /// A pack that comes with the product: `ON-2026` or `generic`.
    #[must_use]
    pub fn bundled(code: &str) -> Option<&'static Self> {
        BUNDLED.iter().find(|pack| pack.code() == code)
    }

    pub fn all_bundled() -> impl Iterator<Item = &'static Self> {
        BUNDLED.iter()
    }

    /// A pack from an operator's file.
    ///
    /// # Errors
    /// What is wrong with the file, for the operator.
    pub fn parse(file: &str) -> Result<Self, toml::de::Error> {
        let mut file: File = toml::from_str(file)?;
        for title in &mut file.titles {
            if title.met_by.is_empty() {
                title.met_by.push(title.profession.clone());
            }
        }
        let forms = Forms::new(&file.titles);
        Ok(Self { file, forms })
    }

    #[must_use]
    pub fn code(&self) -> &str {
        &self.file.pack
    }

    /// ISO 3166-2, or `*`.
    #[must_use]
    pub fn jurisdiction(&self) -> &str {
        &self.file.jurisdiction
    }

    /// The rule for the profession of a claim.
    #[must_use]
    pub fn title(&self, profession: &str) -> Option<&Title> {
        self.file.titles.iter().find(|title| title.profession == profession)
    }

    /// Whether a live credential for a profession makes a claim true.
    #[must_use]
    pub fn met(&self, claimed: &str, held: &str) -> bool {
        self.title(claimed)
            .is_some_and(|title| title.met_by.iter().any(|one| one == held || one == "*"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_pack_is_read_and_names_its_sources() {
        let codes: Vec<_> = Pack::all_bundled().map(Pack::code).collect();
        assert_eq!(codes, ["ON-2026", "generic"]);
        for title in Pack::all_bundled().flat_map(|pack| &pack.file.titles) {
            assert!(title.source.len() > 10 && !title.met_by.is_empty(), "{}", title.profession);
        }
        assert!(Pack::bundled("XX-1").is_none());
    }

    #[test]
    fn a_credential_meets_the_titles_of_its_profession_only() {
        let pack = Pack::bundled("ON-2026").unwrap();
        assert!(pack.met("nurse", "practical_nurse"));
        assert!(!pack.met("registered_nurse", "practical_nurse"));
        assert!(pack.met("doctor", "dentist") && !pack.met("physician", "dentist"));
        assert!(pack.met("health_professional", "midwife"));
        assert_eq!(pack.title("doctor").map(|title| title.protected), Some(true));
        assert_eq!(pack.jurisdiction(), "CA-ON");
    }

    #[test]
    fn a_file_that_says_something_unknown_is_refused() {
        assert!(Pack::parse("pack = \"x\"\njurisdiction = \"*\"\ntitle = []\nmore = 1").is_err());
    }
}
