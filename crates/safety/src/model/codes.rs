/// Declares an enum of stable snake_case codes, each with the key of its words.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal $key:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The key of the words that people read.
            #[must_use]
            pub const fn label_key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            #[must_use]
            pub fn known(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == code)
            }

            /// What a form sent.
            ///
            /// # Errors
            /// `required` or `unknown`, on the field.
            pub fn parse(field: &str, raw: &str) -> Result<Self, commonround_kernel::Invalid> {
                let why = if raw.trim().is_empty() { "required" } else { "unknown" };
                Self::known(raw.trim()).ok_or_else(|| commonround_kernel::Invalid::new(field, why))
            }
        }

        impl commonround_db::Param for $name {
            fn cell(&self) -> commonround_db::Cell<'_> {
                commonround_db::Cell::Text(self.as_str())
            }
        }

        impl commonround_db::Column for $name {
            fn from_cell(cell: commonround_db::Cell<'_>) -> Option<Self> {
                if let commonround_db::Cell::Text(code) = cell { Self::known(code) } else { None }
            }
        }
    };
}

pub(crate) use codes;
