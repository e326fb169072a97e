use std::collections::BTreeSet;

use super::verdict::Hold;
use super::voice::{Model, Voice};
use crate::note::{Note, Profession};
use crate::rating::{Level, Tag};
use crate::rules::{
    EXPLAINING_RATERS_MIN, EXPLAINING_TAGS_MIN, LAY_TAG_WEIGHT, PROFESSIONAL_TAG_WEIGHT,
    TAG_QUANTILE, TAG_WEIGHT_MAX, VETO_PROFESSIONALS, VETO_PROFESSIONS,
};

/// Tags in which professionals have authority.
const TAGS: [Tag; 2] = [Tag::NotHelpfulIncorrect, Tag::NotHelpfulSourceDoesNotSupport];

/// Share of a tag above which it is out of the ordinary among the notes that are found helpful.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TagShares {
    pub incorrect: f64,
    pub source_does_not_support: f64,
}

impl TagShares {
    const fn of(self, tag: Tag) -> f64 {
        match tag {
            Tag::NotHelpfulIncorrect => self.incorrect,
            _ => self.source_does_not_support,
        }
    }

    /// From the shares of all notes that are found helpful; without any, every share stands out.
    pub fn ordinary(mut helpful: Vec<[f64; 2]>) -> Self {
        let mut quantile = |at: usize| {
            helpful.sort_by(|a, b| a[at].total_cmp(&b[at]));
            let place = helpful.len().saturating_sub(1) as f64 * TAG_QUANTILE;
            helpful.get(place as usize).map_or(0.0, |shares| shares[at])
        };
        Self { incorrect: quantile(0), source_does_not_support: quantile(1) }
    }
}

const fn weight(voice: &Voice<'_>) -> f64 {
    if voice.profession.is_some() { PROFESSIONAL_TAG_WEIGHT } else { LAY_TAG_WEIGHT }
}

/// Weight of those who used the tag, and of all.
fn weights(voices: &[Voice<'_>], tag: Tag) -> (f64, f64) {
    let heard = voices.iter().filter(|voice| voice.is_heard());
    heard.fold((0.0, 0.0), |(of_it, all), voice| {
        let weight = weight(voice);
        (if voice.tags.has(tag) { of_it + weight } else { of_it }, all + weight)
    })
}

/// Shares of both tags, for `TagShares::ordinary`.
pub fn shares_of(voices: &[Voice<'_>]) -> [f64; 2] {
    TAGS.map(|tag| {
        let (of_it, all) = weights(voices, tag);
        if all > 0.0 { of_it / all } else { 0.0 }
    })
}

/// A tag that stands out: enough weight, and a larger share than nearly all helpful notes have.
pub fn outlier(model: &Model, voices: &[Voice<'_>]) -> Option<Hold> {
    let stands_out = |&tag: &Tag| {
        let (of_it, all) = weights(voices, tag);
        of_it > TAG_WEIGHT_MAX && of_it > model.tag_shares.of(tag) * all
    };
    TAGS.into_iter().find(stands_out).map(|tag| Hold::TagStandsOut { tag })
}

/// Professionals who call the note incorrect hold it for review. They need no place in a fit, as it
/// was proved that they are professionals; but those set aside by it would hold everything.
pub fn veto(note: &Note, voices: &[Voice<'_>]) -> Option<Hold> {
    let says = voices.iter().filter(|v| v.tags.has(Tag::NotHelpfulIncorrect) && !v.set_aside);
    let of_them: Vec<Profession> = says.filter_map(|voice| voice.profession).collect();
    let professionals = of_them.len() as u32;
    let professions = of_them.into_iter().collect::<BTreeSet<_>>().len();
    let enough = professionals >= VETO_PROFESSIONALS && professions >= VETO_PROFESSIONS;
    (enough && !note.reviewed).then_some(Hold::AwaitsReview { professionals, professions })
}

/// Tags of those who found it helpful, and how many used each.
pub fn praise(voices: &[Voice<'_>]) -> Vec<(Tag, u32)> {
    let mut counts = vec![0_u32; Tag::ALL.len()];
    for voice in voices.iter().filter(|v| v.level == Level::Helpful && v.is_heard()) {
        voice.tags.iter().for_each(|tag| counts[tag as usize] += 1);
    }
    let all = Tag::ALL.iter().copied().zip(counts);
    all.filter(|(tag, count)| tag.is_praise() && *count > 0).collect()
}

/// A note that is shown says why it was found helpful.
pub fn unexplained(praise: &[(Tag, u32)]) -> Option<Hold> {
    let has = praise.iter().filter(|(_, raters)| *raters >= EXPLAINING_RATERS_MIN).count();
    let hold = Hold::Unexplained { has, needs: EXPLAINING_TAGS_MIN };
    (has < EXPLAINING_TAGS_MIN).then_some(hold)
}
