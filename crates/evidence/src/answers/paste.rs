//! What somebody pastes: words, a link, or both in one.

/// Words and link, apart. A link that was given stays; one that is all the words there are, is none.
#[must_use]
pub fn apart(text: &str, link: &str) -> (String, String) {
    let is_link = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
    let Some(found) = text.split_whitespace().find(is_link) else {
        return (text.to_owned(), link.to_owned());
    };
    let is_given = !link.trim().is_empty();
    let link = if is_given { link } else { found };
    if is_given && text.trim() != found {
        return (text.to_owned(), link.to_owned());
    }
    let rest = text.replacen(found, " ", 1);
    (rest.split_whitespace().collect::<Vec<_>>().join(" "), link.to_owned())
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn a_link_is_taken_out_of_what_was_pasted() {
        let video = "https://vm.tiktok.com/x";
        for (text, link, words, address) in [
            ("garlic cures flu", "", "garlic cures flu", ""),
            ("garlic cures flu https://vm.tiktok.com/x", "", "garlic cures flu", video),
            ("look:\nhttps://vm.tiktok.com/x\ngarlic cures", "", "look: garlic cures", video),
            (video, "", "", video),
            (video, "https://a.example", "", "https://a.example"),
            ("see https://vm.tiktok.com/x", video, "see https://vm.tiktok.com/x", video),
            ("two  blanks\nand a line", "", "two  blanks\nand a line", ""),
        ] {
            assert_eq!(apart(text, link), (words.to_owned(), address.to_owned()), "{text}");
        }
    }
}
