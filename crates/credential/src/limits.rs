//! What one call takes in at most.

/// A presentation: the issuer's part, its disclosures and the proof of the holder.
pub const PRESENTATION_BYTES_MAX: usize = 64 * 1024;
/// Disclosures of one presentation.
pub const DISCLOSURES_MAX: usize = 256;
/// Objects and lists inside one another, disclosures included.
pub const NESTING_MAX: usize = 16;
/// Issuers, keys of one issuer, and remits of one issuer.
pub const TRUST_ENTRIES_MAX: usize = 256;

/// A status list token as it is fetched.
pub const STATUS_TOKEN_BYTES_MAX: usize = 2 * 1024 * 1024;
/// A status list unpacked: 16 million credentials at two bits each.
pub const STATUS_BYTES_MAX: usize = 4 * 1024 * 1024;
/// The address of a status list.
pub const STATUS_URI_BYTES_MAX: usize = 2_048;

/// A signed proof.
pub const PROOF_BYTES_MAX: usize = 16 * 1024;

/// A mapping of one source.
pub const MAPPING_BYTES_MAX: usize = 64 * 1024;
/// Columns of a register file; NPPES has 330.
pub const COLUMNS_MAX: usize = 1_000;
/// One row of a register file, before an open quotation mark is taken for a mistake.
pub const ROW_BYTES_MAX: usize = 256 * 1024;
/// One field of a row that is kept.
pub const FIELD_CHARS_MAX: usize = 500;
/// Earlier names of one person that are kept.
pub const FORMER_NAMES_MAX: usize = 10;
/// Part of a wrong value that a message repeats.
pub const QUOTED_CHARS_MAX: usize = 40;
/// Words of a name that are compared.
pub const NAME_WORDS_MAX: usize = 12;
