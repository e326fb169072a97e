//! Who may put what into the library. Reading it is everybody's.

use std::sync::Arc;

use crate::model::{Entry, Refusal, Registry};

/// Permit to store facts of one publisher: it stands in the registry that the operator gave.
#[derive(Debug, Clone)]
pub struct MayImport(Arc<Entry>);

impl MayImport {
    #[must_use]
    pub fn entry(&self) -> &Arc<Entry> {
        &self.0
    }
}

/// # Errors
/// `UnknownSource` for a publisher that nobody vouched for.
pub fn may_import(registry: &Registry, code: &str) -> Result<MayImport, Refusal> {
    let entry = registry.find(code).ok_or_else(|| Refusal::UnknownSource(code.to_owned()))?;
    Ok(MayImport(Arc::clone(entry)))
}
