use commonround_db::Tx;
use commonround_kernel::{Id, Result};

use crate::limits::WORDS_MAX;
use crate::model::{Level, Watch, Watched};
use crate::policy::MayModerate;

/// Id marker: one watched phrase.
pub struct Word;

/// A watched phrase with its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordRow {
    pub id: Id<Word>,
    pub watched: Watched,
}

/// All of them, in the order of their phrases.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<WordRow>> {
    tx.query(
        "SELECT id, phrase, folded, lang, level, watch FROM safety_word ORDER BY folded, lang LIMIT $1",
        (WORDS_MAX,),
        |row| {
            let (id, phrase, folded, lang) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let (level, watch): (Level, Watch) = (row.get(4)?, row.get(5)?);
            Ok(WordRow { id, watched: Watched { phrase, folded, lang, level, watch } })
        },
    )
}

pub fn count(tx: &mut Tx<'_>) -> Result<usize> {
    tx.one("SELECT COUNT(*) FROM safety_word", (), |row| row.get(0))
}

/// `None` where the phrase stands already.
pub fn insert(tx: &mut Tx<'_>, permit: &MayModerate, word: &Watched) -> Result<Option<Id<Word>>> {
    let (id, now) = (tx.env().new_id::<Word>(), tx.now());
    let added = tx.exec(
        "INSERT INTO safety_word (id, phrase, folded, lang, level, watch, by_persona, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (folded, lang) DO NOTHING",
        (id, &word.phrase, &word.folded, &word.lang, word.level, word.watch, permit.by(), now),
    )?;
    Ok((added == 1).then_some(id))
}

pub fn delete(tx: &mut Tx<'_>, _: &MayModerate, id: Id<Word>) -> Result<bool> {
    Ok(tx.exec("DELETE FROM safety_word WHERE id = $1", (id,))? == 1)
}
