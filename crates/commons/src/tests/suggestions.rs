use commonround_kernel::Role;

use crate::model::{Basis, Disclosure};
use crate::suggest_disclosure;

fn check(role: Role, text: &str, expected: &str) {
    let link = text.split_whitespace().find(|word| word.starts_with("https://"));
    let said = match suggest_disclosure(text, link, role) {
        Disclosure::PersonalStory => "story".to_owned(),
        Disclosure::Question => "question".to_owned(),
        Disclosure::ServiceNotice => "service".to_owned(),
        Disclosure::ProfessionalInformation(Basis::Source(url)) => format!("source {url}"),
        Disclosure::ProfessionalInformation(Basis::ClinicalExperience) => "experience".to_owned(),
        Disclosure::Advertising { funded_by } => format!("ad {funded_by}"),
    };
    assert_eq!(said, expected, "{role:?}: {text}");
}

#[test]
fn people_tell_stories_and_ask() {
    check(Role::Patient, "Eight months since my diagnosis.", "story");
    check(Role::Caregiver, "My father fell again last night", "story");
    check(Role::Patient, "Has anyone stopped a tablet before?", "question");
    check(Role::Patient, "I feel better. Is that normal? #ADHD #Sleep", "question");
    check(Role::Patient, "Comment faites-vous ? Je ne dors plus.", "question");
    check(Role::Patient, "I read https://example.org/x and felt better", "story");
    check(Role::HealthWorker, "Long shift, kind colleagues.", "story");
}

#[test]
fn professional_information_names_what_it_stands_on() {
    let link = "Weigh yourself each morning: https://example.org/hf";
    check(Role::HealthWorker, link, "source https://example.org/hf");
    check(
        Role::HealthWorker,
        "In my practice, most people sleep better by week two.",
        "experience",
    );
    check(Role::HealthWorker, "Dans ma pratique, cela aide.", "experience");
    check(Role::Patient, "My clinical experience as a patient is long.", "story");
}

#[test]
fn organisations_give_notice() {
    check(Role::Organisation, "The walk-in clinic is open on Sunday.", "service");
    check(Role::Organisation, "La clinique sera fermée lundi. https://example.org", "service");
    check(Role::Organisation, "Happy to have you all.", "service");
    check(
        Role::Organisation,
        "New guidance: https://example.org/g",
        "source https://example.org/g",
    );
}

#[test]
fn paid_words_name_the_payer() {
    check(
        Role::Organisation,
        "Try our app, sponsored by Acme Health. It is fun.",
        "ad Acme Health",
    );
    check(Role::Patient, "This video was funded by Acme.", "ad Acme");
    check(Role::Patient, "Ce concours est financé par Santé Plus !", "ad Santé Plus");
    check(Role::Patient, "I was funded by", "story");
}
