//! The place of a persona on the shelf that search reads.

use commonround_db::{Tx, search};
use commonround_identity::{Field, NameCard};
use commonround_kernel::{Id, Persona, Result, Role};
use commonround_text::tokens;

use super::model::{About, Profile};
use super::store;
use super::store::SHELF;

/// Puts the persona on the shelf as it now shows itself, or takes it off where it chose not to be
/// found. A persona without a profile row is not on it.
pub fn refresh(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let Some(entry) = store::profiles::entry(tx, persona)? else { return Ok(()) };
    let card = commonround_identity::cards(tx, &[persona])?.remove(&persona);
    let card = card.filter(|card| !card.erased);
    let profile = store::profiles::find(tx, persona)?.filter(|found| found.settings.indexable);
    match (card, profile) {
        (Some(card), Some(Profile { about, .. })) => put(tx, entry, &card, &about),
        _ => search::remove(tx, SHELF, entry),
    }
}

/// Takes the persona off the shelf.
pub fn remove(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    match store::profiles::entry(tx, persona)? {
        Some(entry) => search::remove(tx, SHELF, entry),
        None => Ok(()),
    }
}

/// Names weigh most, then what the person works in and speaks, then its own words. A profile may
/// mix languages, so it is read as each of them.
fn put(tx: &mut Tx<'_>, entry: i64, card: &NameCard, about: &About) -> Result<()> {
    let names = tokens(&format!("{} {}", card.display_name, card.handle), None);
    let work = tokens(&work_words(card, about), None);
    let own = tokens(&format!("{}\n{}", about.ask_me_about, about.intro.plain), None);
    search::put(tx, SHELF, entry, &search::Doc { fields: &[&names, &work, &own] })
}

fn work_words(card: &NameCard, about: &About) -> String {
    let role = card.role.map_or("", role_words);
    let shown_field = card.field.filter(|_| card.role == Some(Role::HealthWorker));
    let field = shown_field.map_or("", field_words);
    let languages = about.languages.iter();
    let spoken = languages.flat_map(|l| [l.own_name, l.english, l.french]).collect::<Vec<_>>();
    format!("{role}\n{field}\n{}", spoken.join("\n"))
}

/// What people type who look for somebody in this role. Being a patient or a caregiver is nothing
/// to be looked up by.
const fn role_words(role: Role) -> &'static str {
    match role {
        Role::Patient | Role::Caregiver => "",
        Role::HealthWorker => {
            "health worker professional professionnel professionnelle de la santé"
        }
        Role::Organisation => "organisation organization organisme",
    }
}

/// What people type who look for somebody in this field, in English and French.
const fn field_words(field: Field) -> &'static str {
    match field {
        Field::Medicine => "medicine doctor physician médecine médecin docteur",
        Field::Nursing => "nursing nurse soins infirmiers infirmier infirmière",
        Field::Therapy => {
            "therapy therapist rehabilitation physiotherapist occupational \
             thérapie thérapeute réadaptation physiothérapeute ergothérapeute"
        }
        Field::Pharmacy => "pharmacy pharmacist pharmacie pharmacien pharmacienne",
        Field::SocialWork => "social work social worker travail social travailleur travailleuse",
        Field::MentalHealth => {
            "mental health psychology psychologist psychotherapist \
             santé mentale psychologie psychologue psychothérapeute"
        }
        Field::Student => "student étudiant étudiante",
    }
}
