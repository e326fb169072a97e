use std::path::Path;

use commonround_web::i18n::{Audit, Languages, audit};

fn sources(folder: &Path, into: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("tests") {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_key_used_exists_and_every_key_that_exists_is_used() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let found = audit(crate::CATALOGUES, &["identity-"], &["error-", "problem-", "field-"], &files);
    assert_eq!(found, Audit::default());
}

fn merged() -> Languages {
    let all = [&[commonround_web::CATALOGUE], crate::CATALOGUES].concat();
    Languages::merge(&all).unwrap()
}

#[test]
fn both_languages_say_the_same_things() {
    merged();
}

/// Codes and problems are written in Rust with `_` and in the catalogue with `-`.
#[test]
fn every_refusal_of_ours_has_its_words() {
    let ours = merged();
    let codes = [
        "code_expired",
        "code_used",
        "credentials_wrong",
        "email_taken",
        "email_confirmed",
        "email_unconfirmed",
        "last_operator",
        "too_many_tokens",
        "password_changed",
        "already_set_up",
        "persona_erased",
        "session_required",
        "limited",
        "no_duty",
        "own_proposal",
        "own_case",
        "same_conflict_group",
        "proposal_decided",
        "already_proposed",
        "not_proposer",
        "organisation_closed",
        "organisation_changed",
        "organisation_unverified",
        "too_many_organisations",
        "steward_already",
        "too_many_stewards",
        "last_steward",
        "domain_held",
        "name_held",
        "registry_not_asked",
        "attest_self",
        "attestation_exists",
        "attestation_declined",
        "attestation_answered",
        "attestation_ended",
        "too_many_attestations",
        "too_many_offers",
        "offer_expired",
        "vouch_not_needed",
        "vouch_self",
        "vouch_not_colleague",
        "vouch_mutual",
        "vouch_asked",
        "too_many_vouches",
        "vouch_answered",
        "vouch_expired",
        "vouch_limit",
        "vouch_ended",
        "proposer_off_duty",
        "claim_appealed",
        "claim_not_rejected",
        "appeal_too_late",
        "appeal_own_decision",
        "too_many_documents",
        "document_gone",
        "file_too_large",
    ];
    let problems = [
        "required",
        "too_short",
        "too_long",
        "malformed",
        "reserved",
        "taken",
        "unknown",
        "too_young",
        "too_common",
        "like_name",
        "wrong",
        "unchanged",
        "confusable",
        "control_character",
        "bidi_control",
        "credentials_wrong",
        "like_verified",
        "mixed_scripts",
        "proof_missing",
        "other_domain",
        "personal_address",
        "not_institution",
        "nobody",
        "not_a_document",
    ];
    let has = |kind: &str, code: &str| {
        let key = format!("{kind}-{}", code.replace('_', "-"));
        ours.plain(commonround_web::Lang::Fr, &key).is_some()
    };
    assert!(codes.iter().all(|code| has("error", code)));
    assert!(problems.iter().all(|why| has("problem", why)));
}
