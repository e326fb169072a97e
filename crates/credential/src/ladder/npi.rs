/// Digits that stand before an NPI when its check digit is computed: health, United States.
const PREFIX: &[u8] = b"80840";

/// Whether a text can be an American NPI: ten digits that begin with 1 or 2 and pass the Luhn
/// check. One random number in ten passes too, so this finds typing mistakes and proves nothing.
#[must_use]
pub fn is_npi(text: &str) -> bool {
    let digits = text.as_bytes();
    let shaped = digits.len() == 10 && digits.iter().all(u8::is_ascii_digit);
    shaped && matches!(digits[0], b'1' | b'2') && luhn(PREFIX.iter().chain(digits).copied())
}

fn luhn(digits: impl DoubleEndedIterator<Item = u8>) -> bool {
    let weighed = digits.rev().enumerate().map(|(at, digit)| {
        let digit = u32::from(digit - b'0');
        let doubled = if at % 2 == 1 { digit * 2 } else { digit };
        doubled / 10 + doubled % 10
    });
    weighed.sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::is_npi;

    #[test]
    fn check_digits_are_checked() {
        assert!(is_npi("1234567893"));
        for wrong in [
            "1234567890",
            "3234567893",
            "123456789",
            "12345678931",
            "12345 7893",
            "",
            "１234567893",
        ] {
            assert!(!is_npi(wrong), "{wrong}");
        }
    }

    #[test]
    fn one_number_in_ten_passes() {
        let passing = (0..10_000).filter(|n| is_npi(&format!("1{n:09}"))).count();
        assert_eq!(passing, 1_000);
    }
}
