//! Every SQL string of titles and look-alikes. Decides nothing.

mod names;
mod schema;
mod verified;

pub use names::{
    forget, name, names_after, read_standing, replace_name, resembling, set_asked, set_resembles,
    set_said_in_bio, set_said_in_name, set_unconfirmed,
};
pub use schema::MIGRATION;
pub use verified::{
    add_verified, forget_verified, is_verified, is_verified_handle, verified_of_forms,
};
