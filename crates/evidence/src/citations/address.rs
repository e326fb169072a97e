use percent_encoding::percent_decode_str;
use url::Url;

/// The registries that turn a DOI into a work.
const DOI_HOSTS: [&str; 3] = ["doi.org", "dx.doi.org", "www.doi.org"];
const PUBMED_HOSTS: [&str; 2] = ["pubmed.ncbi.nlm.nih.gov", "www.ncbi.nlm.nih.gov"];
/// A DOI longer than that is none that anybody uses.
const DOI_CHARS_MAX: usize = 200;

/// A cited address, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Without `www.`.
    pub host: String,
    /// Somewhere in the path; in small letters.
    pub doi: Option<String>,
    /// The registry itself says which work it is: on any other host a DOI in the path proves
    /// nothing about who speaks.
    pub by_registry: bool,
    pub pmid: Option<String>,
}

impl Address {
    /// `None` for what is no web address.
    pub fn parse(raw: &str) -> Option<Self> {
        let url =
            Url::parse(raw.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let full = url.host_str()?.trim_end_matches('.');
        let path = percent_decode_str(url.path()).decode_utf8().ok()?;
        let doi = path.find("/10.").and_then(|at| parse_doi(&path[at + 1..]));
        let pmid = PUBMED_HOSTS.contains(&full).then(|| pmid(&path)).flatten();
        Some(Self {
            host: full.strip_prefix("www.").unwrap_or(full).to_owned(),
            by_registry: doi.is_some() && DOI_HOSTS.contains(&full),
            doi,
            pmid,
        })
    }
}

/// `/123456/` and, as it was written for long, `/pubmed/123456`.
fn pmid(path: &str) -> Option<String> {
    let path = path.strip_prefix("/pubmed").unwrap_or(path);
    let first = path.trim_start_matches('/').split('/').next()?;
    let digits = (1..=9).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| first.to_owned())
}

/// A DOI in small letters, without what people put in front of and behind it.
#[must_use]
pub fn parse_doi(raw: &str) -> Option<String> {
    let raw = raw.trim().to_lowercase();
    let bare = [
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
        "doi:",
    ]
    .iter()
    .find_map(|front| raw.strip_prefix(front))
    .unwrap_or(&raw)
    .trim()
    .trim_end_matches(['.', ',', ';', '/']);
    let (registrant, suffix) = bare.strip_prefix("10.")?.split_once('/')?;
    let numbered =
        registrant.len() >= 4 && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let tidy = numbered && !suffix.is_empty() && !bare.contains(char::is_whitespace);
    (tidy && bare.len() <= DOI_CHARS_MAX).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        let found = Address::parse(raw).map_or_else(
            || "none".to_owned(),
            |a| {
                let doi = a.doi.as_deref().unwrap_or("-");
                format!("{} {doi} {} {}", a.host, a.by_registry, a.pmid.as_deref().unwrap_or("-"))
            },
        );
        assert_eq!(found, expected, "{raw}");
    }

    #[test]
    fn addresses_are_taken_apart() {
        check("https://www.CDC.gov/flu", "cdc.gov - false -");
        check("https://doi.org/10.1056/NEJMoa2001", "doi.org 10.1056/nejmoa2001 true -");
        check("https://doi.org/10.1056%2FNEJMoa2001", "doi.org 10.1056/nejmoa2001 true -");
        check("https://evil.example/10.1056/x", "evil.example 10.1056/x false -");
        check("https://pubmed.ncbi.nlm.nih.gov/123/", "pubmed.ncbi.nlm.nih.gov - false 123");
        check("https://www.ncbi.nlm.nih.gov/pubmed/77", "ncbi.nlm.nih.gov - false 77");
        check("https://evil.example/pubmed/77", "evil.example - false -");
        check("https://cdc.gov@evil.example/", "evil.example - false -");
        check("https://doi.org/10.1/", "doi.org - false -");
        check("ftp://cdc.gov/", "none");
        check("drink water", "none");
    }

    #[test]
    fn dois_are_read_as_people_write_them() {
        for raw in ["10.1000/A.B", "doi:10.1000/a.b", " https://doi.org/10.1000/a.b. "] {
            assert_eq!(parse_doi(raw).as_deref(), Some("10.1000/a.b"), "{raw}");
        }
        for raw in ["", "10.1000", "11.1000/a", "10.12/a", "10.1000/a b", "10.1000/"] {
            assert_eq!(parse_doi(raw), None, "{raw}");
        }
    }
}
