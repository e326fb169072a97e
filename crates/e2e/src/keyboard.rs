//! A visitor without a pointer.

use crate::{Outcome, Visitor};

/// Nothing on a page should be further away than this many presses of Tab.
const TABS_MAX: usize = 150;

impl Visitor {
    /// Presses one key, named as browsers name it: `Tab`, `Enter`, `Escape`.
    pub async fn key(&self, name: &str) -> Outcome {
        // Any element will do: the key goes to whatever has the focus.
        self.page().find_element("html").await?.press_key(name).await?;
        Ok(())
    }

    /// Types where the focus is.
    pub async fn keys(&self, text: &str) -> Outcome {
        self.page().find_element("html").await?.type_str(text).await?;
        Ok(())
    }

    /// Presses Tab until something that matches has the focus.
    pub async fn tab_to(&self, selector: &str) -> Outcome {
        let focused = format!("!!document.activeElement?.matches({selector:?})");
        for _ in 0..TABS_MAX {
            if self.eval::<bool>(&focused).await? {
                return Ok(());
            }
            self.key("Tab").await?;
        }
        Err(self.lost(&format!("no focus on {selector} after {TABS_MAX} tabs")).await)
    }
}
