use super::names::NameMatch;

/// How well a claim is founded, from the ground up. It is shown as words, never as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Nothing,
    SelfDeclared,
    /// A domain, a page that links back, or mail at an institution.
    Controls,
    /// At least two verified colleagues of the same profession.
    Vouched,
    /// A row of a register, its name, and proof that the row is about this person.
    RegisterMatch,
    /// A credential that a trusted issuer has signed and that the person's own key shows.
    SignedCredential,
}

impl Level {
    pub const ALL: [Self; 6] = [
        Self::Nothing,
        Self::SelfDeclared,
        Self::Controls,
        Self::Vouched,
        Self::RegisterMatch,
        Self::SignedCredential,
    ];

    /// Colleagues may vouch, but only a register or a signature makes a badge.
    #[must_use]
    pub fn earns_badge(self) -> bool {
        self >= Self::RegisterMatch
    }

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::SelfDeclared => "self_declared",
            Self::Controls => "controls",
            Self::Vouched => "vouched",
            Self::RegisterMatch => "register_match",
            Self::SignedCredential => "signed_credential",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }
}

/// Something under a name that only its owner could change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    Domain,
    LinkBack,
    InstitutionMail,
}

/// A named colleague who says: I know this person at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vouch {
    /// Who vouches; the same colleague counts once.
    pub by: u64,
    /// The colleague has a badge.
    pub verified: bool,
    pub same_profession: bool,
    /// The person vouches for the colleague too: that is a deal, not evidence.
    pub reciprocal: bool,
}

impl Vouch {
    const fn counts(&self) -> bool {
        self.verified && self.same_profession && !self.reciprocal
    }
}

/// What ties a row of a register to a person. A number alone ties nothing: registers are public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    No,
    /// A code that was sent to where the register says the person is reached.
    Contact,
    /// An officer saw the person in a short call, with the register open.
    Video,
    /// An employer whom we know attests it.
    Employer,
    /// A key that the register's own credential names.
    Key,
}

/// Everything that speaks for a claim.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    pub declared: bool,
    pub control: Option<Control>,
    pub vouches: Vec<Vouch>,
    /// The row's name against the person's, and what ties the two together.
    pub register: Option<(NameMatch, Bound)>,
    /// A credential was verified and its status list asked.
    pub credential: bool,
}

impl Evidence {
    const VOUCHES_MIN: usize = 2;

    /// The highest level that is reached. A name that is only near matches nothing without a
    /// person to look at it.
    #[must_use]
    pub fn level(&self) -> Level {
        if self.credential {
            Level::SignedCredential
        } else if self.is_registered() {
            Level::RegisterMatch
        } else if self.is_vouched() {
            Level::Vouched
        } else if self.control.is_some() {
            Level::Controls
        } else if self.declared {
            Level::SelfDeclared
        } else {
            Level::Nothing
        }
    }

    fn is_registered(&self) -> bool {
        let seen = |bound| matches!(bound, Bound::Video | Bound::Employer);
        match self.register {
            None | Some((_, Bound::No)) => false,
            Some((NameMatch::Exact | NameMatch::Former, _)) => true,
            Some((NameMatch::Near, bound)) => seen(bound),
            Some((NameMatch::Different, _)) => false,
        }
    }

    fn is_vouched(&self) -> bool {
        let counting = self.vouches.iter().filter(|vouch| vouch.counts());
        let mut colleagues: Vec<u64> = counting.map(|vouch| vouch.by).collect();
        colleagues.sort_unstable();
        colleagues.dedup();
        colleagues.len() >= Self::VOUCHES_MIN
    }
}
