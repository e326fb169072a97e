//! Emergency and crisis numbers by region. A stale pack warns and never hides a number.

use std::sync::LazyLock;

use commonround_kernel::Timestamp;
use commonround_web::Lang;
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
    /// The page of the publisher where the number stands.
    pub source: String,
    /// The day on which it was last looked up.
    pub reviewed_on: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub en: String,
    pub fr: String,
}

impl Words {
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }
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

/// The region of the pack, else its first.
#[must_use]
pub fn region(code: &str) -> &'static Region {
    let regions = &PACK.regions;
    regions.iter().find(|region| region.region == code).unwrap_or(&regions[0])
}

/// Whether nobody has looked the bundled numbers up for over a year.
#[must_use]
pub fn is_stale(now: Timestamp) -> bool {
    PACK.is_stale(now)
}

/// Says how old the pack is: a gauge for `/metrics`, and a line for the operator where it is stale.
/// Answers whether it is. The numbers are shown in any case.
pub fn watch_age(now: Timestamp) -> bool {
    let days = PACK.age_days(now).unwrap_or(i64::from(u16::MAX));
    metrics::gauge!("safety_help_numbers_age_days").set(days as f64);
    let is_stale = PACK.is_stale(now);
    if is_stale {
        tracing::warn!(days, "nobody has checked the help numbers for over a year");
    }
    is_stale
}

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

    fn age_days(&self, now: Timestamp) -> Option<i64> {
        let today = now.to_jiff().to_zoned(jiff::tz::TimeZone::UTC).date();
        self.reviewed_day().map(|day| i64::from((today - day).get_days()))
    }

    /// Whether the pack was checked too long ago to be trusted without a warning.
    #[must_use]
    pub fn is_stale(&self, now: Timestamp) -> bool {
        self.age_days(now).is_none_or(|days| days > STALE_DAYS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_says_where_it_was_looked_up_and_when() {
        for line in pack("CA").regions.iter().flat_map(|region| &region.lines) {
            assert!(line.source.starts_with("https://"), "{}", line.who.en);
            let reviewed = line.reviewed_on.parse::<jiff::civil::Date>().unwrap();
            assert!(
                reviewed >= pack("CA").reviewed_day().unwrap(),
                "the pack is as old as its oldest"
            );
        }
    }

    #[test]
    fn a_stale_pack_is_told_and_still_shown() {
        let long_after = Timestamp::from_millis(4_000_000_000_000);
        assert!(watch_age(long_after));
        assert_eq!(region("CA").emergency, "911");
        assert_eq!(region("ZZ").region, "CA");
    }

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
