/// What a rater says of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    NotHelpful = 0,
    Somewhat = 1,
    Helpful = 2,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::NotHelpful, Self::Somewhat, Self::Helpful];

    /// 0, 0.5 or 1.
    #[must_use]
    pub const fn value(self) -> f64 {
        match self {
            Self::NotHelpful => 0.0,
            Self::Somewhat => 0.5,
            Self::Helpful => 1.0,
        }
    }

    /// The word of the public layout.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotHelpful => "NOT_HELPFUL",
            Self::Somewhat => "SOMEWHAT_HELPFUL",
            Self::Helpful => "HELPFUL",
        }
    }

    /// The level of a word, where it is one.
    pub(crate) const fn from_word(word: &[u8]) -> Option<Self> {
        match word {
            b"NOT_HELPFUL" => Some(Self::NotHelpful),
            b"SOMEWHAT_HELPFUL" => Some(Self::Somewhat),
            b"HELPFUL" => Some(Self::Helpful),
            _ => None,
        }
    }

    pub(crate) const fn from_bits(bits: u32) -> Self {
        Self::ALL[if bits < 3 { bits as usize } else { 0 }]
    }
}

/// Declares the tags once, with the column that each has in the public layout.
macro_rules! tags {
    ($($name:ident = $column:literal,)+) => {
        /// Why somebody rates as they do. Order and columns are those of the public layout.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Tag { $($name,)+ }

        impl Tag {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The column of the public layout.
            #[must_use]
            pub const fn column(self) -> &'static str {
                match self { $(Self::$name => $column,)+ }
            }
        }
    };
}

tags! {
    HelpfulOther = "helpfulOther",
    HelpfulInformative = "helpfulInformative",
    HelpfulClear = "helpfulClear",
    HelpfulEmpathetic = "helpfulEmpathetic",
    HelpfulGoodSources = "helpfulGoodSources",
    HelpfulUniqueContext = "helpfulUniqueContext",
    HelpfulAddressesClaim = "helpfulAddressesClaim",
    HelpfulImportantContext = "helpfulImportantContext",
    HelpfulUnbiasedLanguage = "helpfulUnbiasedLanguage",
    NotHelpfulOther = "notHelpfulOther",
    NotHelpfulIncorrect = "notHelpfulIncorrect",
    NotHelpfulSourcesMissing = "notHelpfulSourcesMissingOrUnreliable",
    NotHelpfulOpinionOrBias = "notHelpfulOpinionSpeculationOrBias",
    NotHelpfulMissingKeyPoints = "notHelpfulMissingKeyPoints",
    NotHelpfulOutdated = "notHelpfulOutdated",
    NotHelpfulHardToUnderstand = "notHelpfulHardToUnderstand",
    NotHelpfulArgumentative = "notHelpfulArgumentativeOrBiased",
    NotHelpfulOffTopic = "notHelpfulOffTopic",
    NotHelpfulSpam = "notHelpfulSpamHarassmentOrAbuse",
    NotHelpfulSourceDoesNotSupport = "notHelpfulIrrelevantSources",
    NotHelpfulOpinion = "notHelpfulOpinionSpeculation",
    NotHelpfulNotNeeded = "notHelpfulNoteNotNeeded",
}

impl Tag {
    /// Whether it explains a note that is found helpful.
    #[must_use]
    pub const fn is_praise(self) -> bool {
        (self as u8) < Self::NotHelpfulOther as u8
    }
}

/// A set of tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Tags(u32);

impl Tags {
    #[must_use]
    pub const fn with(self, tag: Tag) -> Self {
        Self(self.0 | 1 << tag as u8)
    }

    #[must_use]
    pub const fn has(self, tag: Tag) -> bool {
        self.0 & 1 << tag as u8 != 0
    }

    /// In the order of the layout.
    pub fn iter(self) -> impl Iterator<Item = Tag> {
        let mut bits = self.0;
        std::iter::from_fn(move || {
            let tag = Tag::ALL.get(bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            Some(*tag)
        })
    }

    pub(crate) const fn bits(self) -> u32 {
        self.0
    }

    pub(crate) const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }
}

impl FromIterator<Tag> for Tags {
    fn from_iter<I: IntoIterator<Item = Tag>>(tags: I) -> Self {
        tags.into_iter().fold(Self::default(), Self::with)
    }
}

/// One rating. A second one by the same person of the same note is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rating {
    pub note: i64,
    pub rater: i64,
    pub level: Level,
    pub tags: Tags,
    /// Milliseconds since 1970.
    pub at_ms: i64,
    /// The rater declared an interest in what the note is about: the rating counts nowhere.
    pub conflicted: bool,
}
