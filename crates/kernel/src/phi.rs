use std::fmt;

/// Health data: cannot be printed by accident, and taking it out names a reason.
#[derive(Clone, PartialEq, Eq)]
pub struct Phi<T>(T);

impl<T> Phi<T> {
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Hands the value out. The reason is for the reader of the code.
    pub const fn reveal(&self, _reason: &'static str) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Phi<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[health data]")
    }
}
