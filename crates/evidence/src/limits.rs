//! Every bound of this room. Texts are counted in characters, input in bytes.

/// One line of an import, with its line end. A longer one is skipped and reported.
pub const LINE_BYTES_MAX: usize = 512 * 1024;
/// Lines of one import: what the set of keys already seen may grow to, at eight bytes each.
pub const LINES_MAX: u64 = 2_000_000;
/// Facts of one write unit of an import.
pub const BATCH_FACTS: usize = 256;
/// Rejected lines that a report keeps. More are counted and told while they happen.
pub const REJECTIONS_KEPT_MAX: usize = 10_000;

pub const ANSWER_CHARS_MAX: usize = 100_000;
pub const QUESTION_CHARS_MAX: usize = 500;
pub const TOPIC_CHARS_MAX: usize = 200;
pub const URL_CHARS_MAX: usize = 2_000;
pub const EXTERNAL_ID_CHARS_MAX: usize = 200;
pub const SOURCE_CODE_CHARS_MAX: usize = 64;
pub const SOURCE_TEXT_CHARS_MAX: usize = 500;
/// Entries of one registry file.
pub const SOURCES_MAX: usize = 500;

/// Characters of an answer shown in a list.
pub const EXCERPT_CHARS: usize = 240;
/// Other answers on the same topic beside a fact.
pub const RELATED_FACTS_MAX: usize = 12;
/// Words of a query that are looked at.
pub const QUERY_WORDS_MAX: usize = 24;
/// Words of a query of which any two or three may name a topic.
pub const SET_WORDS_MAX: usize = 6;
/// Words of a topic's name that a query is compared with.
pub const TOPIC_WORDS_MAX: usize = 16;
/// Topics whose facts are gathered for one query.
pub const TOPICS_FOUND_MAX: usize = 12;
/// Topics that are looked at to find those.
pub const TOPICS_WEIGHED_MAX: usize = 128;
/// Facts that are looked at to choose the best of each topic.
pub const FACTS_WEIGHED_MAX: usize = 400;
/// Facts of one answer to a search.
pub const FOUND_FACTS_MAX: usize = 40;
