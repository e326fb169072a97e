use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
};

/// Light or dark, as the system would say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

/// What a visitor's window is like.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub width: i64,
    pub height: i64,
    pub scheme: Scheme,
    pub scripts: bool,
}

impl Look {
    pub const PHONE: Self = Self { width: 390, height: 844, scheme: Scheme::Light, scripts: true };
    pub const TABLET: Self = Self { width: 800, height: 1_024, ..Self::PHONE };
    pub const DESK: Self = Self { width: 1_440, height: 900, ..Self::PHONE };
    /// The narrowest window that must not scroll sideways.
    pub const NARROW: Self = Self { width: 320, height: 640, ..Self::PHONE };

    /// A desk's window at 400 % zoom.
    pub const ZOOMED: Self = Self { width: 320, height: 256, ..Self::PHONE };

    #[must_use]
    pub const fn scheme(self, scheme: Scheme) -> Self {
        Self { scheme, ..self }
    }

    #[must_use]
    pub const fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }

    pub(crate) fn metrics(self) -> SetDeviceMetricsOverrideParams {
        SetDeviceMetricsOverrideParams::new(self.width, self.height, 1.0, false)
    }

    /// Motion is reduced: nothing is measured or photographed on its way.
    pub(crate) fn media(self) -> SetEmulatedMediaParams {
        let scheme = match self.scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        SetEmulatedMediaParams::builder()
            .feature(MediaFeature::new("prefers-color-scheme", scheme))
            .feature(MediaFeature::new("prefers-reduced-motion", "reduce"))
            .build()
    }
}
