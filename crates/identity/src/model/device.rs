/// What a browser says of itself, in words its owner would use. Only for the list of devices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Device {
    pub browser: Option<&'static str>,
    pub system: Option<&'static str>,
}

/// First match wins: browsers name their ancestors too.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Chromium", "Chromium"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

impl Device {
    #[must_use]
    pub fn from_user_agent(raw: &str) -> Self {
        Self { browser: first_of(BROWSERS, raw), system: first_of(SYSTEMS, raw) }
    }

    /// Takes stored words back; anything we would not have written is forgotten.
    #[must_use]
    pub fn stored(browser: Option<&str>, system: Option<&str>) -> Self {
        Self { browser: known(BROWSERS, browser), system: known(SYSTEMS, system) }
    }
}

fn first_of(list: &[(&str, &'static str)], raw: &str) -> Option<&'static str> {
    list.iter().find(|(sign, _)| raw.contains(sign)).map(|(_, name)| *name)
}

fn known(list: &[(&str, &'static str)], name: Option<&str>) -> Option<&'static str> {
    list.iter().map(|(_, n)| *n).find(|n| Some(*n) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_browser_and_the_machine_in_plain_words() {
        let cases = [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                Some("Firefox"),
                Some("Linux"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
                Some("Edge"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
                Some("Safari"),
                Some("iPhone"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36",
                Some("Chrome"),
                Some("Android"),
            ),
            ("<script>alert(1)</script>", None, None),
            ("", None, None),
        ];
        for (raw, browser, system) in cases {
            let device = Device::from_user_agent(raw);
            assert_eq!(device, Device { browser, system }, "{raw}");
            assert_eq!(Device::stored(device.browser, device.system), device);
        }
    }
}
