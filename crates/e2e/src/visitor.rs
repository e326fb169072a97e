use std::time::Duration;

use chromiumoxide::cdp::browser_protocol::emulation::{
    SetFocusEmulationEnabledParams, SetScriptExecutionDisabledParams, SetScrollbarsHiddenParams,
};
use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;
use chromiumoxide::cdp::browser_protocol::target::{
    CreateBrowserContextParams, CreateTargetParams,
};
use chromiumoxide::cdp::js_protocol::runtime::EvaluateParams;
use chromiumoxide::layout::Point;
use chromiumoxide::page::ScreenshotParams;
use chromiumoxide::{Browser, Page};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::complaints::Complaints;
use crate::waiting::poll;
use crate::{Failed, Look, Outcome, server};

/// How long a page may take to show something before a journey is given up.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often an element about to be pressed is asked where it is.
const MOVE: Duration = Duration::from_millis(40);
const MOVES_MAX: usize = 25;
/// How much of a lost visitor's page is told.
const EXCERPT_CHARS: usize = 1_500;

/// One person's window on the product, with cookies of their own.
pub struct Visitor {
    page: Page,
    base: String,
    complaints: Complaints,
}

impl Visitor {
    pub(crate) async fn enter(browser: &Browser, base: String, look: Look) -> Outcome<Self> {
        let context = CreateBrowserContextParams::default();
        let context = browser.create_browser_context(context).await?;
        let mut target = CreateTargetParams::new("about:blank");
        target.browser_context_id = Some(context);
        target.new_window = Some(true);
        let page = browser.new_page(target).await?;
        // A window behind another is as alive as the one in front.
        page.execute(SetFocusEmulationEnabledParams::new(true)).await?;
        let complaints = Complaints::listen(&page).await?;
        let visitor = Self { page, base, complaints };
        visitor.look(look).await?;
        Ok(visitor)
    }

    /// Changes the window.
    pub async fn look(&self, look: Look) -> Outcome {
        self.page.execute(look.metrics()).await?;
        // As on a phone, where they take no width.
        self.page.execute(SetScrollbarsHiddenParams::new(true)).await?;
        self.page.execute(look.media()).await?;
        self.page.execute(SetScriptExecutionDisabledParams::new(!look.scripts)).await?;
        Ok(())
    }

    pub async fn sign_in_as(&self, handle: &str) -> Outcome {
        self.goto("/demo").await?;
        let form = format!("new URLSearchParams({{ handle: {handle:?} }})");
        let post = "method: 'POST', headers: { accept: 'application/json' }";
        let status: u16 = self
            .eval(&format!(
                "fetch('/demo/sign-in', {{ {post}, body: {form} }}).then(r => r.status)"
            ))
            .await?;
        if status == 200 { Ok(()) } else { Err(format!("{handle} is not let in: {status}").into()) }
    }

    /// Opens a page and fails when the server refuses it.
    pub async fn goto(&self, path: &str) -> Outcome {
        let status = self.open(path).await?;
        if status < 400 { Ok(()) } else { Err(self.lost(&format!("{path}: {status}")).await) }
    }

    /// Opens a page, whatever the server says, and tells its status.
    pub async fn open(&self, path: &str) -> Outcome<u16> {
        self.page.goto(self.address(path)).await?;
        self.eval("performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0").await
    }

    /// A path, or the address of a link in a letter.
    fn address(&self, path: &str) -> String {
        if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) }
    }

    /// The path and query the window shows.
    pub async fn path(&self) -> Outcome<String> {
        self.eval("location.pathname + location.search").await
    }

    /// What a program gets at the same address.
    pub async fn json(&self, path: &str) -> Outcome<Value> {
        let accept = "headers: { accept: 'application/json' }";
        self.eval(&format!("fetch({path:?}, {{ {accept} }}).then(r => r.json())")).await
    }

    /// Puts text into a field, instead of what was there.
    pub async fn fill(&self, selector: &str, text: &str) -> Outcome {
        self.wait_for(selector).await?;
        self.eval::<bool>(&format!(
            "(e => {{ e.focus(); e.select?.(); return true }})({})",
            seen(selector)
        ))
        .await?;
        self.page.execute(InsertTextParams::new(text)).await?;
        Ok(())
    }

    /// Chooses an option of a select, or a radio button or box, by its value.
    pub async fn choose(&self, name: &str, value: &str) -> Outcome {
        let pick = format!(
            "(() => {{
                const select = document.querySelector('select[name={name}]');
                if (select) {{ select.value = {value:?}; return select.value === {value:?} }}
                const input = document.querySelector('input[name={name}][value={value:?}]');
                if (input) input.checked = true;
                return !!input;
            }})()"
        );
        if self.eval(&pick).await? {
            Ok(())
        } else {
            Err(self.lost(&format!("no {name}={value}")).await)
        }
    }

    /// Presses a button or a link with the pointer, where a person would: in its middle, which
    /// nothing may cover.
    pub async fn press(&self, selector: &str) -> Outcome {
        self.wait_for(selector).await?;
        let element = seen(selector);
        let show =
            format!("({element}.scrollIntoView({{ block: 'center', behavior: 'instant' }}), 0)");
        self.eval::<i64>(&show).await?;
        self.rest(&element).await?;
        let aim = format!(
            "(e => {{
                const box = e.getBoundingClientRect();
                const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
                const hit = document.elementFromPoint(x, y);
                return [x, y, e.contains(hit) || hit?.contains(e) ? '' : hit?.outerHTML ?? 'nothing'];
            }})({element})",
        );
        let (x, y, cover): (f64, f64, String) = self.eval(&aim).await?;
        if !cover.is_empty() {
            return Err(self.lost(&format!("{selector} is covered by {cover}")).await);
        }
        self.page.click(Point::new(x, y)).await?;
        Ok(())
    }

    /// Waits until an element stays where it is: what came into view beside it may still be taking
    /// its room. Asked from here, since a page without scripts has no frames to wait for.
    async fn rest(&self, element: &str) -> Outcome {
        let place = format!("(b => `${{b.x}} ${{b.y}}`)({element}.getBoundingClientRect())");
        let mut last = String::new();
        for _ in 0..MOVES_MAX {
            let now: String = self.eval(&place).await?;
            if now == last {
                return Ok(());
            }
            last = now;
            tokio::time::sleep(MOVE).await;
        }
        Ok(())
    }

    /// The text of the first thing that matches.
    pub async fn text(&self, selector: &str) -> Outcome<String> {
        self.wait_for(selector).await?;
        self.eval(&format!("{}.innerText", seen(selector))).await
    }

    /// Waits until something that matches can be seen.
    pub async fn wait_for(&self, selector: &str) -> Outcome {
        self.wait_until(&format!("!!{}", seen(selector)), PATIENCE).await
    }

    /// Waits until the page says so, anywhere.
    pub async fn wait_for_text(&self, text: &str) -> Outcome {
        self.wait_for_text_within(text, PATIENCE).await
    }

    pub async fn wait_for_text_within(&self, text: &str, within: Duration) -> Outcome {
        self.wait_until(&format!("document.body?.innerText.includes({text:?})"), within).await
    }

    /// Waits until an expression is true. One that fails, as in the middle of a navigation, is
    /// asked again.
    pub async fn wait_until(&self, truth: &str, within: Duration) -> Outcome {
        let seen = poll(within, async || self.eval::<bool>(truth).await.ok().filter(|&it| it));
        match seen.await {
            Some(_) => Ok(()),
            None => Err(self.lost(&format!("not within {within:?}: {truth}")).await),
        }
    }

    /// How many pixels the page is wider than its window.
    pub async fn sideways(&self) -> Outcome<i64> {
        self.eval("(root => root.scrollWidth - root.clientWidth)(document.documentElement)").await
    }

    /// What makes the page wider than its window, for the one who mends it.
    pub async fn wide_elements(&self) -> Outcome<Vec<String>> {
        self.eval(
            "[...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1
                    || e.scrollWidth > innerWidth)
                .slice(0, 8).map(e => e.tagName.toLowerCase() + '.' + e.className)",
        )
        .await
    }

    /// How many pixels of the window's height bars keep for themselves while the page scrolls.
    pub async fn height_of_bars(&self) -> Outcome<i64> {
        self.eval(
            "[...document.querySelectorAll('body *')]
                .filter(e => ['fixed', 'sticky'].includes(getComputedStyle(e).position))
                .map(e => e.getBoundingClientRect())
                .filter(r => r.width > innerWidth / 2 && r.bottom > 0 && r.top < innerHeight)
                .reduce((sum, r) => sum + Math.round(r.height), 0)",
        )
        .await
    }

    /// What still moves although the visitor asked for less motion.
    pub async fn movers(&self) -> Outcome<Vec<String>> {
        self.eval(
            "[...document.querySelectorAll('*')].filter(e => {
                const style = getComputedStyle(e);
                const times = `${style.transitionDuration},${style.animationDuration}`.split(',');
                return times.some(t => parseFloat(t) > .01) || style.scrollBehavior == 'smooth';
            }).slice(0, 8).map(e => e.tagName.toLowerCase() + '.' + e.className)",
        )
        .await
    }

    /// Turns the page to be read from right to left, until the next one is opened.
    pub async fn mirror(&self) -> Outcome {
        self.eval("(document.documentElement.dir = 'rtl') == 'rtl'").await.map(|_: bool| ())
    }

    /// A picture of the whole page, in `target/shots/`.
    pub async fn shot(&self, name: &str) -> Outcome {
        let folder = server::target().join("shots");
        tokio::fs::create_dir_all(&folder).await?;
        let whole = ScreenshotParams::builder().full_page(true).build();
        self.page.save_screenshot(whole, folder.join(format!("{name}.png"))).await?;
        Ok(())
    }

    /// What the browser has complained about since the last time.
    #[must_use]
    pub fn complaints(&self) -> Vec<String> {
        self.complaints.take()
    }

    /// Leaves, and fails where the browser had something to complain about.
    pub async fn leave_quiet(self) -> Outcome {
        let heard = self.complaints();
        self.page.close().await?;
        if heard.is_empty() { Ok(()) } else { Err(heard.join("\n").into()) }
    }

    /// The value of an expression, or of the promise it makes.
    pub async fn eval<T: DeserializeOwned>(&self, expression: &str) -> Outcome<T> {
        let mut ask = EvaluateParams::new(expression);
        (ask.await_promise, ask.return_by_value) = (Some(true), Some(true));
        let answer = self.page.execute(ask).await?.result;
        if let Some(thrown) = answer.exception_details {
            let what = thrown.exception.and_then(|e| e.description).unwrap_or(thrown.text);
            return Err(what.into());
        }
        Ok(serde_json::from_value(answer.result.value.unwrap_or(Value::Null))?)
    }

    pub(crate) fn page(&self) -> &Page {
        &self.page
    }

    /// Says where the visitor stood when the journey ended, with a picture.
    pub(crate) async fn lost(&self, why: &str) -> Failed {
        let path = self.path().await.unwrap_or_default();
        let words: String = self.eval("document.body?.innerText ?? ''").await.unwrap_or_default();
        let name = format!("lost-{}", path.replace(|c: char| !c.is_alphanumeric(), "-"));
        let picture = self.shot(&name).await.map_or_else(|_| "no picture".to_owned(), |()| name);
        let heard = self.complaints().join("; ");
        let words: String = words.chars().take(EXCERPT_CHARS).collect();
        format!("{why}\nat {path} ({picture}) {heard}\n{words}").into()
    }
}

/// The first thing that matches and can be seen: narrow and wide pages hold some things twice.
fn seen(selector: &str) -> String {
    format!("[...document.querySelectorAll({selector:?})].find(e => e.checkVisibility())")
}
