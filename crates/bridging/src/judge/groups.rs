use std::collections::BTreeMap;

use super::verdict::Hold;
use super::voice::Voice;
use crate::model::Tally;
use crate::note::{Community, Profession};
use crate::rules::GROUPS_MIN;

/// A group that people declare, or have proved, that they belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    Profession(Profession),
    Community(Community),
}

/// How one group rated the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupCount {
    pub group: Group,
    pub tally: Tally,
}

/// In the order of the groups; who belongs to several counts in each.
pub fn count(voices: &[Voice<'_>]) -> Vec<GroupCount> {
    let mut tallies: BTreeMap<Group, Tally> = BTreeMap::new();
    for voice in voices.iter().filter(|voice| voice.is_heard()) {
        let professions = voice.profession.map(Group::Profession);
        let communities = voice.communities.iter().copied().map(Group::Community);
        for group in professions.into_iter().chain(communities) {
            tallies.entry(group).or_default().add(voice.level);
        }
    }
    tallies.into_iter().map(|(group, tally)| GroupCount { group, tally }).collect()
}

pub fn hold(groups: &[GroupCount]) -> Option<Hold> {
    let has = groups.iter().filter(|count| count.tally.helpful > 0).count();
    (has < GROUPS_MIN).then_some(Hold::TooFewGroups { has, needs: GROUPS_MIN })
}
