//! Letters that only look like others: styled, boxed, borrowed from another script.

use unicode_security::confusable_detection::skeleton;

/// The Latin capitals, small letters or digits that a character is drawn as. What Unicode itself
/// calls the same letter (`𝐍`, `Ｎ`) is left to folding.
pub fn plain(c: char) -> char {
    if c <= '\u{17f}' {
        return c;
    }
    small_capital(c).or_else(|| boxed(c)).or_else(|| borrowed(c)).unwrap_or(c)
}

const fn small_capital(c: char) -> Option<char> {
    Some(match c {
        'ᴀ' => 'A',
        'ʙ' => 'B',
        'ᴄ' => 'C',
        'ᴅ' => 'D',
        'ᴇ' => 'E',
        'ꜰ' => 'F',
        'ɢ' => 'G',
        'ʜ' => 'H',
        'ɪ' => 'I',
        'ᴊ' => 'J',
        'ᴋ' => 'K',
        'ʟ' => 'L',
        'ᴍ' => 'M',
        'ɴ' => 'N',
        'ᴏ' => 'O',
        'ᴘ' => 'P',
        'ꞯ' => 'Q',
        'ʀ' => 'R',
        'ꜱ' => 'S',
        'ᴛ' => 'T',
        'ᴜ' => 'U',
        'ᴠ' => 'V',
        'ᴡ' => 'W',
        'ʏ' => 'Y',
        'ᴢ' => 'Z',
        _ => return None,
    })
}

/// White on black, in a circle or a box, and the letters that flags are made of.
fn boxed(c: char) -> Option<char> {
    let first = match c {
        '\u{1f150}'..='\u{1f169}' => 0x1f150,
        '\u{1f170}'..='\u{1f189}' => 0x1f170,
        '\u{1f1e6}'..='\u{1f1ff}' => 0x1f1e6,
        _ => return None,
    };
    char::from_u32(u32::from(c) - first + u32::from('A'))
}

/// Letters of other scripts that are drawn as a Latin one.
fn borrowed(c: char) -> Option<char> {
    if !matches!(c, '\u{370}'..='\u{58f}' | '\u{13a0}'..='\u{13ff}') {
        return None;
    }
    let mut buffer = [0; 4];
    let mut shape = skeleton(c.encode_utf8(&mut buffer));
    let first = shape.next().filter(char::is_ascii_alphanumeric)?;
    shape.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn drawn_letters_are_read() {
        let read = |raw: &str| raw.chars().map(plain).collect::<String>();
        assert_eq!(read("ɴᴜʀꜱᴇ"), "NURSE");
        assert_eq!(read("🅡🅝 🆁🅽 🇷🇳"), "RN RN RN");
        assert_eq!(read("Рhуsісіаn"), "Physician");
        assert_eq!(read("été 心 naïve"), "été 心 naïve");
    }
}
