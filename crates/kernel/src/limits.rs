//! Limits that more than one room keeps. A room's own stand in its `limits.rs`.

/// Items on a page of a list unless asked otherwise.
pub const PAGE_ITEMS: usize = 20;
/// The most items a caller may ask for in one page.
pub const PAGE_ITEMS_MAX: usize = 40;
/// The largest request body a form or JSON route reads.
pub const BODY_BYTES_MAX: usize = 256 * 1024;
/// The deepest nesting of a JSON body.
pub const JSON_DEPTH_MAX: usize = 32;
