//! Files that registers give: rows in one shape, what is wrong with them, and what is new in them.

mod bundled;
mod compact;
mod diff;
mod input;
mod layout;
mod mapping;
mod mapping_file;
mod nppes;
mod numbers;
mod professions;
mod reader;
mod row;
mod snapshot;
mod trouble;
mod values;

pub use bundled::BUNDLED_MAPPINGS;
pub use compact::{Compact, RowKey};
pub use diff::{Brake, Change, Known, Tally, step};
pub use layout::Layout;
pub use mapping::Mapping;
pub use mapping_file::MappingError;
pub use numbers::Numbers;
pub use reader::{Place, Reader};
pub use row::{COLUMNS, Contact, Row, Standing};
pub use snapshot::Snapshot;
pub use trouble::{Trouble, What};
