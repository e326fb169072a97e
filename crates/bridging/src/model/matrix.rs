use crate::rules::{NOTE_RATINGS_MIN, RATER_RATINGS_MIN};
use crate::set::{Ratings, starts};

/// By the bits of a level; the fourth does not occur.
const VALUES: [f64; 4] = [0.0, 0.5, 1.0, 1.0];

/// The other end of a rating and its level, in one word.
#[derive(Debug, Clone, Copy)]
pub struct Cell(u32);

impl Cell {
    const fn new(other: u32, level: u32) -> Self {
        Self(other << 2 | level)
    }

    #[inline]
    pub const fn other(self) -> usize {
        (self.0 >> 2) as usize
    }

    /// 0, 0.5 or 1.
    #[inline]
    pub const fn value(self) -> f64 {
        VALUES[(self.0 & 3) as usize]
    }
}

/// The ratings seen from one side.
#[derive(Debug)]
pub struct Side {
    starts: Vec<u32>,
    cells: Vec<Cell>,
}

impl Side {
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    #[inline]
    pub fn cells(&self, own: usize) -> &[Cell] {
        &self.cells[self.starts[own] as usize..self.starts[own + 1] as usize]
    }

    fn opposite(&self, others: usize) -> Self {
        let mut next = starts(self.cells.iter().map(|cell| cell.other() as u32), others);
        let kept = next.clone();
        let mut cells = vec![Cell(0); self.cells.len()];
        for own in 0..self.len() {
            for cell in self.cells(own) {
                let place = &mut next[cell.other()];
                cells[*place as usize] = Cell::new(own as u32, cell.0 & 3);
                *place += 1;
            }
        }
        Self { starts: kept, cells }
    }
}

/// The ratings that a fit is made of, without those who rated too little to tell.
#[derive(Debug)]
pub struct Matrix {
    /// Places of its notes and raters in the set.
    pub notes: Vec<u32>,
    pub raters: Vec<u32>,
    pub by_note: Side,
    pub by_rater: Side,
}

impl Matrix {
    /// The published filter, among raters that count. `None` where nothing is left.
    pub fn select(ratings: &Ratings, counts: impl Fn(usize) -> bool) -> Option<Self> {
        let mut heard: Vec<bool> = (0..ratings.raters.len()).map(counts).collect();
        let mut notes = vec![true; ratings.notes.len()];
        keep_notes(ratings, &mut notes, &heard);
        keep_raters(ratings, &notes, &mut heard);
        keep_notes(ratings, &mut notes, &heard);
        let matrix = Self::build(ratings, places(&notes), places(&heard));
        (matrix.len() > 0).then_some(matrix)
    }

    fn build(ratings: &Ratings, notes: Vec<u32>, raters: Vec<u32>) -> Self {
        let mut column = vec![u32::MAX; ratings.raters.len()];
        for (to, &from) in raters.iter().enumerate() {
            column[from as usize] = to as u32;
        }
        let mut starts = vec![0];
        let mut cells = Vec::new();
        for &note in &notes {
            let of_note = ratings.of_note(note as usize).iter();
            let heard = of_note.filter(|mark| column[mark.rater()] != u32::MAX);
            cells.extend(heard.map(|m| Cell::new(column[m.rater()], m.level() as u32)));
            starts.push(cells.len() as u32);
        }
        let by_note = Side { starts, cells };
        let by_rater = by_note.opposite(raters.len());
        Self { notes, raters, by_note, by_rater }
    }

    /// Ratings.
    pub fn len(&self) -> usize {
        self.by_note.cells.len()
    }
}

fn places(kept: &[bool]) -> Vec<u32> {
    (0..).zip(kept).filter(|(_, kept)| **kept).map(|(place, _)| place).collect()
}

fn keep_notes(ratings: &Ratings, notes: &mut [bool], heard: &[bool]) {
    for (note, kept) in notes.iter_mut().enumerate() {
        let count = ratings.of_note(note).iter().filter(|mark| heard[mark.rater()]).count();
        *kept &= count >= NOTE_RATINGS_MIN as usize;
    }
}

fn keep_raters(ratings: &Ratings, notes: &[bool], heard: &mut [bool]) {
    let mut counts = vec![0_u32; heard.len()];
    for (note, _) in notes.iter().enumerate().filter(|(_, kept)| **kept) {
        for mark in ratings.of_note(note) {
            counts[mark.rater()] += 1;
        }
    }
    for (heard, count) in heard.iter_mut().zip(counts) {
        *heard &= count >= RATER_RATINGS_MIN;
    }
}
