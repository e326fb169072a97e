mod attestation;
mod codes;
mod input;
mod organisation;
mod places;

pub use attestation::{
    AttestationRow, AttestationState, Attested, AttestedBy, NewAttestation, Statement,
};
pub use codes::{By, Kind, Method, State};
pub use input::{HomePage, NewOrganisation, Profile, RegistryEntry, speaks_for};
pub use organisation::{CodeRow, HistoryRow, OrganisationRow, StewardRow};
pub use places::{PLACES, place_text};
