use super::compact::Compact;
use super::trouble::{Trouble, What};

/// Finds numbers that stand in a file twice, with twelve bytes for each row.
#[derive(Debug, Default)]
pub struct Numbers(Vec<[u32; 3]>);

impl Numbers {
    pub fn note(&mut self, row: &Compact) {
        let [a, b, c, d, e, f, g, h] = row.key.0.to_be_bytes();
        let line = u32::try_from(row.line).unwrap_or(u32::MAX);
        self.0.push([u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]), line]);
    }

    /// Every row whose number stands in an earlier line, `limit` of them at most, by line.
    #[must_use]
    pub fn duplicates(mut self, limit: usize) -> Vec<Trouble> {
        self.0.sort_unstable();
        let groups = self.0.chunk_by(|one, other| one[..2] == other[..2]);
        let mut troubles: Vec<_> = groups.filter(|group| group.len() > 1).flat_map(again).collect();
        troubles.sort_unstable_by_key(|trouble| trouble.line);
        troubles.truncate(limit);
        troubles
    }
}

fn again(group: &[[u32; 3]]) -> impl Iterator<Item = Trouble> {
    let first_line = group.first().map_or(0, |row| u64::from(row[2]));
    let what = What::DuplicateNumber { first_line };
    group.iter().skip(1).map(move |row| Trouble { line: u64::from(row[2]), what: what.clone() })
}
