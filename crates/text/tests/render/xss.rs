use super::{closed_list, render};

/// One attempt a paragraph, parted by lines of `%%`.
const ATTEMPTS: &str = include_str!("xss.txt");

#[test]
fn no_attempt_leaves_the_list() {
    for attempt in attempts() {
        closed_list::check(&render(attempt).html, attempt);
    }
}

#[test]
fn attempts_stay_tame_inside_everything() {
    for attempt in attempts() {
        for around in
            ["> {}", "- {}", "**{}**", "[{}](https://a.example)", "`{}`", "#t {} @d", "![{}](x)"]
        {
            let markdown = around.replace("{}", attempt);
            closed_list::check(&render(&markdown).html, &markdown);
        }
    }
}

#[test]
fn two_attempts_do_not_meet() {
    let all: Vec<_> = attempts().collect();
    for pair in all.windows(2) {
        for between in ["", "\n", "\n\n"] {
            let markdown = pair.join(between);
            closed_list::check(&render(&markdown).html, &markdown);
        }
    }
}

#[test]
fn there_are_enough_attempts() {
    assert!(attempts().count() >= 60);
}

fn attempts() -> impl Iterator<Item = &'static str> {
    ATTEMPTS.split("%%\n").map(str::trim_end).filter(|attempt| !attempt.is_empty())
}
