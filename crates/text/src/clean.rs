use unicode_normalization::UnicodeNormalization;

use crate::fold::is_invisible;

/// Blank lines in a row that a text keeps.
const BLANK_LINES_MAX: usize = 2;

/// One line as a person typed it, ready to keep: trimmed and in NFC.
///
/// # Errors
/// `required` where nothing visible is left, `too_long` above `chars_max` characters,
/// `control_character` (a line break and a tab are such), `bidi_control`.
pub fn clean_line(raw: &str, chars_max: usize) -> Result<String, &'static str> {
    let trimmed = within_reach(raw, chars_max)?.trim();
    let line: String = trimmed.nfc().collect();
    finish(line, chars_max, |_| false)
}

/// Several lines as a person typed them, ready to keep: in NFC, lines ended by `\n`, no blank
/// space around the whole, at most two blank lines in a row. Tabs stay.
///
/// # Errors
/// As `clean_line`; line breaks and tabs are welcome.
pub fn clean_block(raw: &str, chars_max: usize) -> Result<String, &'static str> {
    let raw = within_reach(raw, chars_max)?;
    let block: String = unify_line_ends(raw.trim_start_matches('\u{feff}')).nfc().collect();
    finish(squeeze_blank_lines(&block), chars_max, |c| matches!(c, '\n' | '\t'))
}

/// Refuses what cannot come within `chars_max` before doing work on it: white space around it is
/// forgiven, and NFC joins at most a few characters into one.
fn within_reach(raw: &str, chars_max: usize) -> Result<&str, &'static str> {
    const BYTES_A_CHAR: usize = 32;
    let slack = 4 * 1024;
    if raw.len() > chars_max.saturating_mul(BYTES_A_CHAR).saturating_add(slack) {
        return Err("too_long");
    }
    Ok(raw)
}

fn finish(
    text: String,
    chars_max: usize,
    welcome: fn(char) -> bool,
) -> Result<String, &'static str> {
    if let Some(why) = text.chars().filter(|c| !welcome(*c)).find_map(refused) {
        return Err(why);
    }
    if !text.chars().any(|c| !c.is_whitespace() && !is_invisible(c)) {
        return Err("required");
    }
    if text.chars().count() > chars_max { Err("too_long") } else { Ok(text) }
}

/// Characters that make a text look like something else than it is. Direction *marks* are fine,
/// overrides, embeddings and isolates reach beyond their own text.
fn refused(c: char) -> Option<&'static str> {
    match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some("bidi_control"),
        '\u{2028}' | '\u{2029}' => Some("control_character"),
        '\u{fdd0}'..='\u{fdef}' => Some("control_character"),
        // The last two of each plane are no characters.
        _ if u32::from(c) & 0xfffe == 0xfffe => Some("control_character"),
        _ if c.is_control() => Some("control_character"),
        _ => None,
    }
}

fn unify_line_ends(raw: &str) -> String {
    raw.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n")
}

fn squeeze_blank_lines(block: &str) -> String {
    let mut out = String::with_capacity(block.len());
    let mut blank = 0;
    for line in block.lines() {
        if line.trim().is_empty() {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            (0..=blank.min(BLANK_LINES_MAX)).for_each(|_| out.push('\n'));
        }
        blank = 0;
        out.push_str(line);
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(raw: &str, expect: Result<&str, &'static str>) {
        assert_eq!(clean_line(raw, 10).as_deref(), expect.as_ref().map(|s| *s), "{raw:?}");
    }

    fn block(raw: &str, expect: Result<&str, &'static str>) {
        assert_eq!(clean_block(raw, 20).as_deref(), expect.as_ref().map(|s| *s), "{raw:?}");
    }

    #[test]
    fn a_line_is_trimmed_and_composed() {
        line("  Dana  ", Ok("Dana"));
        line("Rene\u{301}e", Ok("Renée"));
        line("10 letters", Ok("10 letters"));
        line("👩‍⚕️", Ok("👩‍⚕️"));
        line("עברית", Ok("עברית"));
    }

    #[test]
    fn a_line_is_refused_with_a_reason() {
        line("", Err("required"));
        line(" \t\n ", Err("required"));
        line("\u{200b}\u{2060}", Err("required"));
        line("\u{2800}", Err("required"));
        line("a\u{fffe}", Err("control_character"));
        line("a\u{1ffff}", Err("control_character"));
        line("eleven char", Err("too_long"));
        line("a\nb", Err("control_character"));
        line("a\tb", Err("control_character"));
        line("a\0b", Err("control_character"));
        line("a\u{85}b", Err("control_character"));
        line("a\u{2028}b", Err("control_character"));
        line("a\u{202e}b", Err("bidi_control"));
        line("a\u{2067}b", Err("bidi_control"));
        line(&"x".repeat(1 << 20), Err("too_long"));
    }

    #[test]
    fn a_block_keeps_its_shape_and_no_more() {
        block("one\r\ntwo\rthree", Ok("one\ntwo\nthree"));
        block("\n\n a\n\n\n\n\n\nb \n\n", Ok(" a\n\n\nb"));
        block("a\n \n\t\nb", Ok("a\n\n\nb"));
        block("a\tb", Ok("a\tb"));
        block("\u{feff}a", Ok("a"));
        block("", Err("required"));
        block("a\u{7}", Err("control_character"));
        block("a\u{202a}", Err("bidi_control"));
        block("twenty-one characters", Err("too_long"));
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(raw in any::<String>()) {
            if let Ok(once) = clean_block(&raw, 10_000) {
                prop_assert_eq!(clean_block(&once, 10_000), Ok(once));
            }
            if let Ok(once) = clean_line(&raw, 10_000) {
                prop_assert_eq!(clean_line(&once, 10_000), Ok(once));
            }
        }
    }
}
