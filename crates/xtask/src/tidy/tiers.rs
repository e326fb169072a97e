//! A crate names crates of lower tiers only. There is no list of exceptions.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

use super::Finding;
use crate::Outcome;
use crate::workspace;

/// From the ground up; a crate may name any of the rows above its own.
const TIERS: &[&[&str]] = &[
    &["text", "fhir", "bridging", "credential", "activity", "probe", "stats"],
    &["kernel"],
    &["vocabulary"],
    &["db", "web"],
    &["identity", "media"],
    &["record"],
    &[
        "commons", "evidence", "safety", "care", "visits", "guide", "careers", "improve",
        "advocacy", "learning", "notify",
    ],
    &["mastodon", "federation", "fhir_api"],
    &["server"],
];

/// Crates that only help to build and test: they name whom they like and are nobody's need.
const DEV: &[&str] = &["testkit", "xtask", "e2e", "bench"];

const PREFIX: &str = "commonround-";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Tier(usize),
    Dev,
}

/// What a manifest says, as far as tiers care. Names are without the common prefix.
pub struct Manifest {
    pub path: String,
    pub name: String,
    pub folder: String,
    /// Crates of the workspace that it needs to run.
    pub needs: Vec<String>,
    /// Crates of the workspace that its tests need.
    pub test_needs: Vec<String>,
}

/// Reads the manifests of the workspace.
pub fn manifests() -> Outcome<Vec<Manifest>> {
    let root = workspace::root();
    let metadata = MetadataCommand::new().current_dir(&root).no_deps().exec();
    let metadata: Metadata = metadata.map_err(|why| format!("cargo metadata: {why}"))?;
    Ok(metadata.packages.iter().map(manifest).collect())
}

fn manifest(package: &Package) -> Manifest {
    let of = |wanted: fn(DependencyKind) -> bool| {
        let chosen = package.dependencies.iter().filter(|d| wanted(d.kind));
        chosen.filter_map(|d| d.name.strip_prefix(PREFIX)).map(str::to_owned).collect()
    };
    let folder = package.manifest_path.parent().and_then(|dir| dir.file_name()).unwrap_or("");
    Manifest {
        path: format!("crates/{folder}/Cargo.toml"),
        name: package.name.strip_prefix(PREFIX).unwrap_or(&package.name).to_owned(),
        folder: folder.to_owned(),
        needs: of(|kind| kind != DependencyKind::Development),
        test_needs: of(|kind| kind == DependencyKind::Development),
    }
}

pub fn check(manifests: &[Manifest]) -> Vec<Finding> {
    manifests.iter().flat_map(check_one).collect()
}

fn check_one(manifest: &Manifest) -> Vec<Finding> {
    let Manifest { path, name, folder, needs, test_needs } = manifest;
    let mut found = Vec::new();
    if name != folder {
        found.push(Finding::new(path, 0, format!("package {name} stands in folder {folder}")));
    }
    let Some(place) = place(name) else {
        found.push(Finding::new(path, 0, format!("give {name} a tier in tidy")));
        return found;
    };
    let wrong_needs = needs.iter().filter(|need| !may_need(place, need));
    let wrong_test_needs = test_needs.iter().filter(|need| !may_test_with(place, need));
    for need in wrong_needs.chain(wrong_test_needs) {
        found.push(Finding::new(path, 0, format!("{name} must not depend on {need}")));
    }
    found
}

fn may_need(place: Place, need: &str) -> bool {
    match (place, self::place(need)) {
        (Place::Dev, Some(_)) => true,
        (Place::Tier(own), Some(Place::Tier(other))) => other < own,
        _ => false,
    }
}

fn may_test_with(place: Place, need: &str) -> bool {
    self::place(need) == Some(Place::Dev) || may_need(place, need)
}

fn place(name: &str) -> Option<Place> {
    if DEV.contains(&name) {
        return Some(Place::Dev);
    }
    TIERS.iter().position(|tier| tier.contains(&name)).map(Place::Tier)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_needs(name: &str, needs: &[&str], test_needs: &[&str]) -> Vec<String> {
        let owned = |list: &[&str]| list.iter().map(|&n| n.to_owned()).collect();
        let manifest = Manifest {
            path: String::new(),
            name: name.to_owned(),
            folder: name.to_owned(),
            needs: owned(needs),
            test_needs: owned(test_needs),
        };
        check(&[manifest]).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn lower_tiers_may_be_named() {
        assert!(
            check_needs("commons", &["identity", "web", "db", "kernel", "text"], &[]).is_empty()
        );
        assert!(check_needs("bench", &["server", "testkit"], &[]).is_empty());
    }

    #[test]
    fn a_sibling_a_higher_tier_and_a_dev_crate_may_not() {
        let found = check_needs("commons", &["evidence", "server", "testkit"], &["testkit"]);
        assert_eq!(
            found,
            ["evidence", "server", "testkit"].map(|n| format!("commons must not depend on {n}"))
        );
    }

    #[test]
    fn a_leaf_names_nobody() {
        assert_eq!(check_needs("text", &["kernel"], &[]), ["text must not depend on kernel"]);
    }

    #[test]
    fn tests_keep_the_tiers_too() {
        assert_eq!(check_needs("db", &[], &["web"]), ["db must not depend on web"]);
    }

    #[test]
    fn a_new_crate_is_given_a_tier_first() {
        assert_eq!(check_needs("utils", &["kernel"], &[]), ["give utils a tier in tidy"]);
    }
}
