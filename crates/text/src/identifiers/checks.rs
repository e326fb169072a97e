//! Check digits and layouts of numbers. Digits come without separators.

/// ISO/IEC 7812-1, annex B: payment cards, the Canadian social insurance number, and the Ontario
/// health number.
pub fn luhn(digits: &str) -> bool {
    let sum: u32 = values(digits)
        .rev()
        .enumerate()
        .map(|(at, n)| if at % 2 == 0 { n } else { n * 2 - if n > 4 { 9 } else { 0 } })
        .sum();
    sum % 10 == 0
}

/// Ten digits; the first is never 0.
pub fn ohip(digits: &str) -> bool {
    digits.len() == 10 && !digits.starts_with('0') && luhn(digits)
}

/// British Columbia: ten digits from 9 on, weights modulo 11.
pub fn bc_phn(digits: &str) -> bool {
    const WEIGHTS: [u32; 8] = [2, 4, 8, 5, 10, 9, 7, 3];
    if digits.len() != 10 || !digits.starts_with('9') {
        return false;
    }
    let sum: u32 = values(&digits[1..9]).zip(WEIGHTS).map(|(n, weight)| n * weight).sum();
    values(&digits[9..]).next() == Some((11 - sum % 11) % 11)
}

/// National Health Service: ten digits, weights 10 to 2 modulo 11.
pub fn nhs(digits: &str) -> bool {
    let sum: u32 = values(digits).take(9).zip((2..=10).rev()).map(|(n, w)| n * w).sum();
    digits.len() == 10 && values(&digits[9..]).next() == Some((11 - sum % 11) % 11)
}

/// Nine digits, none of the beginnings that are not given out, and no round number.
pub fn sin(digits: &str) -> bool {
    digits.len() == 9
        && !digits.starts_with(['0', '8'])
        && !digits.ends_with("000")
        && luhn(digits)
}

/// The parts of a social security number that are given out.
pub fn ssn(digits: &str) -> bool {
    digits.len() == 9
        && !digits.starts_with("000")
        && !digits.starts_with("666")
        && !digits.starts_with('9')
        && &digits[3..5] != "00"
        && &digits[5..] != "0000"
}

pub fn card(digits: &str) -> bool {
    let known = digits.starts_with(['4', '5', '6'])
        || digits.starts_with("34")
        || digits.starts_with("37");
    matches!(digits.len(), 15 | 16) && known && luhn(digits)
}

/// Quebec: the digits behind four letters are a date of birth, the month plus 50 for women, and
/// two more.
pub fn ramq(digits: &str) -> bool {
    let part = |from: usize| digits.get(from..from + 2).and_then(|two| two.parse::<u32>().ok());
    let (month, day) = (part(2), part(4));
    digits.len() == 8
        && month.is_some_and(|month| matches!(month % 50, 1..=12) && month < 63)
        && day.is_some_and(|day| (1..=31).contains(&day))
}

/// Medicare beneficiary identifier: eleven signs, each digit or letter by its place.
pub fn mbi(signs: &str) -> bool {
    const PLACES: &[u8; 11] = b"cAxnAxnAAnn";
    signs.len() == PLACES.len()
        && signs.bytes().zip(PLACES).all(|(sign, place)| {
            let letter = sign.is_ascii_uppercase() && !b"SLOIBZ".contains(&sign);
            match place {
                b'c' => matches!(sign, b'1'..=b'9'),
                b'A' => letter,
                b'n' => sign.is_ascii_digit(),
                _ => letter || sign.is_ascii_digit(),
            }
        })
}

/// North American numbers: area and exchange start with 2 to 9.
pub fn is_north_american(digits: &str) -> bool {
    let starts_well = |from: usize| {
        matches!(digits.as_bytes().get(from), Some(b'2'..=b'9'))
    };
    digits.len() == 10 && starts_well(0) && starts_well(3)
}

/// Lines that callers do not pay for belong to nobody.
pub fn is_toll_free(digits: &str) -> bool {
    ["800", "833", "844", "855", "866", "877", "888"].iter().any(|area| digits.starts_with(area))
}

fn values(digits: &str) -> impl DoubleEndedIterator<Item = u32> {
    digits.bytes().filter(u8::is_ascii_digit).map(|digit| u32::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_checked() {
        assert!(luhn("79927398713") && !luhn("79927398710"));
        assert!(ohip("1234567897") && !ohip("1234567890") && !ohip("0234567891"));
        assert!(bc_phn("9698658215") && !bc_phn("9698648215") && !bc_phn("5736504210"));
        assert!(nhs("9434765870") && !nhs("9434765871"));
        assert!(sin("123456782") && !sin("999999999") && !sin("046454286"));
        assert!(card("4111111111111111") && card("371449635398431"));
        assert!(!card("4111111111111112") && !card("1111111111111117"));
    }

    #[test]
    fn layouts_are_checked() {
        assert!(mbi("1EG4TE5MK73") && !mbi("1EG4TE5MK7") && !mbi("1SG4TE5MK73"));
        assert!(ssn("512487731") && !ssn("000487731") && !ssn("666487731") && !ssn("512007731"));
        assert!(ramq("52621412") && ramq("81121412") && !ramq("81331412") && !ramq("81124012"));
        assert!(is_north_american("4165550134") && !is_north_american("4161550134"));
        assert!(is_toll_free("8006686868") && !is_toll_free("4165550134"));
    }
}
