//! Columns of the public layout that the download writes, in their order.

pub const NOTES: &[&str] = &[
    "noteId",
    "noteAuthorParticipantId",
    "createdAtMillis",
    "tweetId",
    "classification",
    "believable",
    "harmful",
    "validationDifficulty",
    "misleadingOther",
    "misleadingFactualError",
    "misleadingManipulatedMedia",
    "misleadingOutdatedInformation",
    "misleadingMissingImportantContext",
    "misleadingUnverifiedClaimAsFact",
    "misleadingSatire",
    "notMisleadingOther",
    "notMisleadingFactuallyCorrect",
    "notMisleadingOutdatedButNotWhenWritten",
    "notMisleadingClearlySatire",
    "notMisleadingPersonalOpinion",
    "trustworthySources",
    "summary",
    "isMediaNote",
    "isCollaborativeNote",
];

/// Before and behind the tags.
pub const RATINGS: (&[&str], &[&str]) = (
    &[
        "noteId",
        "raterParticipantId",
        "createdAtMillis",
        "version",
        "agree",
        "disagree",
        "helpful",
        "notHelpful",
        "helpfulnessLevel",
    ],
    &["ratedOnTweetId", "ratingSourceBucketed"],
);

pub const HISTORY: &[&str] = &[
    "noteId",
    "noteAuthorParticipantId",
    "createdAtMillis",
    "timestampMillisOfFirstNonNMRStatus",
    "firstNonNMRStatus",
    "timestampMillisOfCurrentStatus",
    "currentStatus",
    "timestampMillisOfLatestNonNMRStatus",
    "mostRecentNonNMRStatus",
    "timestampMillisOfStatusLock",
    "lockedStatus",
    "timestampMillisOfRetroLock",
    "currentCoreStatus",
    "currentExpansionStatus",
    "currentGroupStatus",
    "currentDecidedBy",
    "currentModelingGroup",
    "timestampMillisOfMostRecentStatusChange",
    "timestampMillisOfNmrDueToMinStableCrhTime",
    "currentMultiGroupStatus",
    "currentModelingMultiGroup",
    "timestampMinuteOfFinalScoringOutput",
    "timestampMillisOfFirstNmrDueToMinStableCrhTime",
    "abovePcrhThresholdTime",
];

pub const ENROLLMENT: &[&str] = &[
    "participantId",
    "enrollmentState",
    "successfulRatingNeededToEarnIn",
    "timestampOfLastStateChange",
    "timestampOfLastEarnOut",
    "modelingPopulation",
    "modelingGroup",
    "numberOfTimesEarnedOut",
];

/// Of our own: what raters are.
pub const RATERS: &[&str] = &["participantId", "profession"];

/// Of our own: which notes can be scored anew from the download.
pub const RESCORABLE: &[&str] = &["noteId", "secondKeyRescorable"];
