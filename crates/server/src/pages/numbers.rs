//! Emergency and crisis numbers by region. A stale pack warns and never hides a number.

use std::sync::LazyLock;

use commonround_kernel::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A pack that nobody has checked for longer than this warns its readers.
const STALE_DAYS: i64 = 365;

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// The day on which every number was last looked up.
    pub reviewed_on: String,
    pub regions: Vec<Region>,
    /// The number that works where no region fits.
    pub elsewhere: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// ISO 3166-1 alpha-2.
    pub region: String,
    pub emergency: String,
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub who: Words,
    pub call: Option<String>,
    pub text: Option<String>,
    pub when: When,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub en: String,
    pub fr: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum When {
    #[serde(rename = "24_7")]
    Always,
    #[serde(rename = "varies")]
    Varies,
}

static PACK: LazyLock<Pack> = LazyLock::new(|| {
    serde_json::from_str(include_str!("help_numbers.json")).expect("a test reads the bundled pack")
});

/// The bundled pack with the given region first.
#[must_use]
pub fn pack(first: &str) -> Pack {
    let mut pack = PACK.clone();
    pack.regions.sort_by_key(|r| r.region != first);
    pack
}

impl Pack {
    /// The day of the last check, unless the pack does not write one.
    #[must_use]
    pub fn reviewed_day(&self) -> Option<jiff::civil::Date> {
        self.reviewed_on.parse().ok()
    }

    /// Whether the pack was checked too long ago to be trusted without a warning.
    #[must_use]
    pub fn is_stale(&self, now: Timestamp) -> bool {
        let today = now.to_jiff().to_zoned(jiff::tz::TimeZone::UTC).date();
        self.reviewed_day().is_none_or(|day| (today - day).get_days() as i64 > STALE_DAYS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_can_be_reached_somehow() {
        for region in pack("CA").regions {
            assert!(!region.emergency.is_empty());
            for line in region.lines {
                assert!(line.call.is_some() || line.text.is_some(), "{}", line.who.en);
            }
        }
    }

    #[test]
    fn the_readers_region_comes_first_and_none_is_lost() {
        assert_eq!(pack("FR").regions[0].region, "FR");
        assert_eq!(pack("FR").regions.len(), pack("CA").regions.len());
        assert_eq!(pack("ZZ").regions[0].region, "CA");
    }

    #[test]
    fn a_pack_goes_stale_after_a_year() {
        let reviewed: Timestamp = format!("{}T00:00:00Z", pack("CA").reviewed_on).parse().unwrap();
        let day = std::time::Duration::from_secs(86_400);
        assert!(!pack("CA").is_stale(reviewed + day * 365));
        assert!(pack("CA").is_stale(reviewed + day * 366));
    }
}
