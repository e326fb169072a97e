/// Mappings to begin with, by the name of the register. No college of Ontario publishes a file of
/// its members: these read a plausible export with headers of our making, and an operator who is
/// given a real one changes the headers and keeps the rest.
pub const BUNDLED_MAPPINGS: [(&str, &str); 4] = [
    ("cpso", include_str!("../../mappings/cpso.toml")),
    ("cno", include_str!("../../mappings/cno.toml")),
    ("ocswssw", include_str!("../../mappings/ocswssw.toml")),
    ("crpo", include_str!("../../mappings/crpo.toml")),
];
