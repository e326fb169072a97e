use std::str::FromStr;

use commonround_kernel::{Error, Id, Result, Timestamp};

/// What a paper is, by its first bytes. Whatever else somebody calls it is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    Pdf,
    Jpeg,
    Png,
}

impl DocumentKind {
    const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// `None` where it is none of them.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| bytes.starts_with(kind.begins()))
    }

    const fn begins(self) -> &'static [u8] {
        match self {
            Self::Pdf => b"%PDF-",
            Self::Jpeg => b"\xff\xd8\xff",
            Self::Png => b"\x89PNG\r\n\x1a\n",
        }
    }

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpeg",
            Self::Png => "png",
        }
    }

    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

impl FromStr for DocumentKind {
    type Err = Error;
    fn from_str(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == raw);
        found.ok_or_else(|| Error::fault(format!("unknown kind of document {raw:?}")))
    }
}

/// A paper that speaks for a claim, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    pub id: Id<DocumentRow>,
    pub kind: DocumentKind,
    pub bytes: u64,
    pub sha256: Vec<u8>,
    pub added_at: Timestamp,
    /// When it went, because the claim was decided.
    pub shredded_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: Option<DocumentKind>) {
        assert_eq!(DocumentKind::of(bytes), expect, "{bytes:?}");
    }

    #[test]
    fn first_bytes_decide() {
        check(b"%PDF-1.7 rest", Some(DocumentKind::Pdf));
        check(b"\xff\xd8\xff\xe0JFIF", Some(DocumentKind::Jpeg));
        check(b"\x89PNG\r\n\x1a\nIHDR", Some(DocumentKind::Png));
        check(b"", None);
        check(b"%PDF", None);
        check(b"<svg onload=alert(1)>", None);
        check(b" %PDF-1.7", None);
        check(b"GIF89a", None);
        check(b"MZ\x90", None);
    }
}
