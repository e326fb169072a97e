//! A visitor without a pointer.

use std::time::Duration;

use crate::{Outcome, Visitor};

/// Nothing on a page should be further away than this many presses of Tab.
const TABS_MAX: usize = 150;
/// How soon a select shows what was typed.
const PICKED_WITHIN: Duration = Duration::from_secs(2);

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

    /// Skips the navigation, as the first link of each page offers, and presses Tab until something
    /// that matches has the focus. Fails where the focus falls off the page, and where that takes
    /// more than `most` presses.
    pub async fn reach(&self, selector: &str, most: usize) -> Outcome {
        let focused = format!("!!document.activeElement?.matches({selector:?})");
        for _ in 0..most {
            self.key("Tab").await?;
            if self.eval::<bool>(&focused).await? {
                return Ok(());
            }
            if self.eval::<bool>("document.activeElement === document.body").await? {
                return Err(self.lost(&format!("the focus is lost before {selector}")).await);
            }
            if self.eval::<bool>("document.activeElement.matches('a.skip')").await? {
                self.key("Enter").await?;
            }
        }
        Err(self.lost(&format!("no focus on {selector} after {most} tabs")).await)
    }

    /// Chooses an option of the select that has the focus, by typing how it begins.
    pub async fn pick(&self, begins: &str, value: &str) -> Outcome {
        self.keys(begins).await?;
        let chosen = format!("document.activeElement.value === {value:?}");
        self.wait_until(&chosen, PICKED_WITHIN).await
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
