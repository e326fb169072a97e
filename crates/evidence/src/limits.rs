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

/// Entries of one version of the allow-list.
pub const ALLOW_LIST_ENTRIES_MAX: usize = 2_000;
pub const ALLOW_LIST_REASON_CHARS_MAX: usize = 300;
/// Versions of the allow-list that its page tells of.
pub const ALLOW_LIST_VERSIONS_SHOWN_MAX: usize = 50;
/// Retracted works that are kept in memory.
pub const RETRACTIONS_MAX: usize = 200_000;
/// Retractions of one write unit of an import.
pub const RETRACTIONS_BATCH: usize = 256;
pub const RETRACTION_REASON_CHARS_MAX: usize = 500;
/// How long the memory of what citations are worth is believed before the database is asked.
pub const SNAPSHOT_SECS: u64 = 30;

pub const CLAIM_CHARS_MAX: usize = 500;
/// Claims that one persona opens in 24 hours.
pub const CLAIMS_A_DAY_MAX: usize = 30;
/// Claims that may be the same, shown to a person.
pub const CANDIDATES_MAX: usize = 5;
/// Words that a claim has to share to be shown as one.
pub const CANDIDATE_WORDS_MIN: usize = 2;
/// Facts that are shown beside a claim.
pub const SUGGESTED_FACTS_MAX: usize = 8;
/// Below so many facts on the topics of a claim, those that only share words with it are shown too.
pub const SUGGESTED_FACTS_FEW: usize = 3;
/// Claims that the desk shows as waiting.
pub const OPEN_CLAIMS_SHOWN_MAX: usize = 5;
/// Sentences of a fact that the desk offers to quote.
pub const QUOTED_SENTENCES_MAX: usize = 3;
pub const QUOTED_CHARS_MAX: usize = 300;
/// Facts of each language that the desk shows at once; the others are behind a line.
pub const FACTS_AT_ONCE: usize = 2;
/// Statuses that a claim's page shows.
pub const CLAIM_STATUSES_SHOWN_MAX: usize = 20;

/// One language's text of an answer.
pub const ANSWER_TEXT_CHARS_MAX: usize = 600;
pub const ANSWER_FACTS_MAX: usize = 6;
pub const ANSWER_URLS_MAX: usize = 4;
/// Views of answers are held in memory so long, or until so many.
pub const REACH_FLUSH_SECS: u64 = 5;
pub const REACH_HELD_MAX: u64 = 200;

/// How long it is kept who saw what.
pub const VIEW_DAYS: u64 = 30;
/// How long it is kept that a person was told of a claim.
pub const TOLD_DAYS: u64 = 365;
/// Page views that wait to be written. More are dropped.
pub const VIEWS_HELD_MAX: usize = 20_000;
/// Page views that one read or delete takes.
pub const VIEWS_BATCH: usize = 500;
/// Statuses of one claim whose readers are told.
pub const CLAIM_STATUSES_MAX: usize = 10_000;

pub const NOTE_CHARS_MAX: usize = 600;
pub const NOTE_SOURCES_MAX: usize = 5;
/// Notes of one status that its page lists.
pub const NOTES_OF_STATUS_MAX: usize = 50;
/// Raters, or notes, of one write unit of a full score.
pub const NOTE_FITS_BATCH: usize = 200;
/// Between two full scores of notes.
pub const NOTE_SCORE_SECS: u64 = 600;
/// People of a group that is told of by its name.
pub const GROUP_PEOPLE_MIN: u32 = 5;
/// Pictures of answers that are kept at hand; one takes some 40 kB.
pub const PICTURES_KEPT_MAX: usize = 64;

/// Notes that one person writes in 24 hours.
pub const NOTES_A_DAY_MAX: usize = 10;
/// The last notes of a writer that are looked at, and how many of them may be found poor.
pub const NOTES_JUDGED: usize = 5;
pub const NOTES_JUDGED_POOR: usize = 3;
/// Ratings in agreement with what people found, before such a writer writes again.
pub const RATINGS_TO_WRITE_AGAIN: usize = 5;
pub const REVIEW_REASON_CHARS_MAX: usize = 1_000;

pub const INTERIM_CHARS_MAX: usize = 300;
/// How long a notice stands without a second signature, and with one.
pub const INTERIM_ALONE_SECS: u64 = 3_600;
pub const INTERIM_SECS: u64 = 24 * 3_600;
/// Notices that one person places in 24 hours.
pub const INTERIM_A_DAY_MAX: usize = 5;
/// Professionals called to sign one.
pub const INTERIM_CALLED_MAX: usize = 20;
/// Notices on one page.
pub const INTERIM_SHOWN_MAX: usize = 50;

/// Bytes of a download's file that are sent at once.
pub const DOWNLOAD_CHUNK_BYTES: usize = 64 * 1024;
/// How often it is looked whether a new day's download is due.
pub const DOWNLOAD_CHECK_SECS: u64 = 3_600;
