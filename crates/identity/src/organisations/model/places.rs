use commonround_web::Lang;

/// A place where organisations are registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// ISO 3166, or `INT` for what belongs to several countries.
    pub code: &'static str,
    pub en: &'static str,
    pub fr: &'static str,
}

const fn place(code: &'static str, en: &'static str, fr: &'static str) -> Place {
    Place { code, en, fr }
}

/// In the order of a list to choose from.
pub const PLACES: &[Place] = &[
    place("CA", "Canada", "Canada"),
    place("CA-AB", "Alberta", "Alberta"),
    place("CA-BC", "British Columbia", "Colombie-Britannique"),
    place("CA-MB", "Manitoba", "Manitoba"),
    place("CA-NB", "New Brunswick", "Nouveau-Brunswick"),
    place("CA-NL", "Newfoundland and Labrador", "Terre-Neuve-et-Labrador"),
    place("CA-NT", "Northwest Territories", "Territoires du Nord-Ouest"),
    place("CA-NS", "Nova Scotia", "Nouvelle-Écosse"),
    place("CA-NU", "Nunavut", "Nunavut"),
    place("CA-ON", "Ontario", "Ontario"),
    place("CA-PE", "Prince Edward Island", "Île-du-Prince-Édouard"),
    place("CA-QC", "Quebec", "Québec"),
    place("CA-SK", "Saskatchewan", "Saskatchewan"),
    place("CA-YT", "Yukon", "Yukon"),
    place("US", "United States", "États-Unis"),
    place("GB", "United Kingdom", "Royaume-Uni"),
    place("IE", "Ireland", "Irlande"),
    place("FR", "France", "France"),
    place("BE", "Belgium", "Belgique"),
    place("CH", "Switzerland", "Suisse"),
    place("AU", "Australia", "Australie"),
    place("NZ", "New Zealand", "Nouvelle-Zélande"),
    place("INT", "Several countries", "Plusieurs pays"),
];

impl Place {
    #[must_use]
    pub const fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Fr => self.fr,
        }
    }
}

/// The words for a place; its code where we have none.
#[must_use]
pub fn place_text(code: &str, lang: Lang) -> &str {
    PLACES.iter().find(|place| place.code == code).map_or(code, |place| place.text(lang))
}
