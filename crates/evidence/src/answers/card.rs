//! The picture of an answer, for places that show one beside a link.

use ab_glyph::{Font, FontRef, Glyph, PxScale, ScaleFont, point};
use commonround_kernel::{Error, Result};

use super::model::Verdict;

const WIDTH: usize = 1_200;
const HEIGHT: usize = 630;
const MARGIN: f32 = 72.0;
/// The coloured edge that says the verdict without words.
const EDGE: usize = 24;

const REGULAR: &[u8] = include_bytes!("../../fonts/Roboto-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/Roboto-Bold.ttf");

type Colour = [u8; 3];
const PAPER: Colour = [255, 255, 255];
const INK: Colour = [20, 32, 38];
const QUIET: Colour = [75, 90, 98];

/// What the picture says.
#[derive(Debug, Clone)]
pub struct Words {
    pub verdict: Verdict,
    pub claim: String,
    pub says: String,
    pub text: String,
    /// Who stands behind it.
    pub sources: String,
    /// Who says so, and where.
    pub foot: String,
}

/// A PNG of 1200 by 630.
///
/// # Errors
/// A `Fault` where the picture cannot be written.
pub fn draw(words: &Words) -> Result<Vec<u8>> {
    let (regular, bold) = (font(REGULAR)?, font(BOLD)?);
    let colour = colour(words.verdict);
    let mut sheet = Sheet::new(colour);
    let mut y = MARGIN;
    y = sheet.block(&Style::new(&regular, 34.0, QUIET, 3), &words.claim, y) + 28.0;
    y = sheet.block(&Style::new(&bold, 62.0, colour, 2), &words.says, y) + 28.0;
    let lines = if y > 330.0 { 2 } else { 4 };
    sheet.block(&Style::new(&regular, 38.0, INK, lines), &words.text, y);
    sheet.block(&Style::new(&regular, 26.0, QUIET, 1), &words.sources, 500.0);
    sheet.block(&Style::new(&bold, 30.0, INK, 1), &words.foot, 546.0);
    sheet.png()
}

fn font(bytes: &'static [u8]) -> Result<FontRef<'static>> {
    FontRef::try_from_slice(bytes).map_err(Error::fault)
}

const fn colour(verdict: Verdict) -> Colour {
    match verdict {
        Verdict::False => [165, 29, 42],
        Verdict::NotEstablished => [138, 84, 0],
        Verdict::Supported => [15, 107, 71],
    }
}

struct Style<'f> {
    font: &'f FontRef<'static>,
    scale: PxScale,
    colour: Colour,
    lines_max: usize,
}

impl<'f> Style<'f> {
    fn new(font: &'f FontRef<'static>, px: f32, colour: Colour, lines_max: usize) -> Self {
        Self { font, scale: PxScale::from(px), colour, lines_max }
    }

    fn width(&self, text: &str) -> f32 {
        let font = self.font.as_scaled(self.scale);
        text.chars().map(|c| font.h_advance(font.glyph_id(c))).sum()
    }

    /// Lines that fit the sheet; the last one ends in an ellipsis where something is left.
    fn lines(&self, text: &str) -> Vec<String> {
        let room = WIDTH as f32 - 2.0 * MARGIN;
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let last = lines.last().map_or("", String::as_str);
            let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
            if last.is_empty() || self.width(&longer) <= room {
                *lines.last_mut().expect("begun with one") = longer;
            } else {
                lines.push(word.to_owned());
            }
        }
        if lines.len() > self.lines_max {
            lines.truncate(self.lines_max);
            let last = lines.last_mut().expect("a style has a line");
            while !last.is_empty() && self.width(last) + self.width("…") > room {
                last.pop();
            }
            last.push('…');
        }
        lines
    }
}

struct Sheet(Vec<u8>);

impl Sheet {
    fn new(edge: Colour) -> Self {
        let row = |x: usize| if x < EDGE { edge } else { PAPER };
        let pixels = (0..HEIGHT).flat_map(|_| (0..WIDTH).flat_map(row));
        Self(pixels.collect())
    }

    /// Writes lines from `top` down and answers where they end.
    fn block(&mut self, style: &Style<'_>, text: &str, top: f32) -> f32 {
        let step = style.scale.y * 1.22;
        let mut y = top;
        for line in style.lines(text) {
            self.line(style, &line, y);
            y += step;
        }
        y
    }

    fn line(&mut self, style: &Style<'_>, text: &str, top: f32) {
        let font = style.font.as_scaled(style.scale);
        let (mut x, baseline) = (MARGIN, top + font.ascent());
        let mut before = None;
        for c in text.chars() {
            let id = font.glyph_id(c);
            x += before.map_or(0.0, |before| font.kern(before, id));
            self.glyph(style, id.with_scale_and_position(style.scale, point(x, baseline)));
            x += font.h_advance(id);
            before = Some(id);
        }
    }

    fn glyph(&mut self, style: &Style<'_>, glyph: Glyph) {
        let Some(outline) = style.font.outline_glyph(glyph) else { return };
        let from = outline.px_bounds().min;
        outline.draw(|dx, dy, cover| {
            let (x, y) = (from.x + dx as f32, from.y + dy as f32);
            if x >= 0.0 && y >= 0.0 && (x as usize) < WIDTH && (y as usize) < HEIGHT {
                self.blend(3 * (y as usize * WIDTH + x as usize), style.colour, cover);
            }
        });
    }

    fn blend(&mut self, at: usize, colour: Colour, cover: f32) {
        let cover = cover.clamp(0.0, 1.0);
        for (i, ink) in colour.into_iter().enumerate() {
            let mixed = f32::from(self.0[at + i]) * (1.0 - cover) + f32::from(ink) * cover;
            self.0[at + i] = mixed.round() as u8;
        }
    }

    fn png(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().map_err(Error::fault)?;
        writer.write_image_data(&self.0).map_err(Error::fault)?;
        writer.finish().map_err(Error::fault)?;
        Ok(bytes)
    }
}
