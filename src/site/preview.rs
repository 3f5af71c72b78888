//! The picture that stands for the site where somebody shares a link: the timeline's own marks on its paper, as a PNG.
//!
//! It bears no words: those who show it set the title beside it, and letters would take a font along.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use super::svg::{Mark, Overview};

/// Size in pixels, as the services that show previews ask for.
pub const WIDTH: usize = 1200;
/// See [`WIDTH`].
pub const HEIGHT: usize = 630;

/// The colours of the style sheet in the light.
const PAPER: [u8; 3] = [0xfb, 0xfa, 0xf6];
const INK: [u8; 3] = [0x1c, 0x1b, 0x19];
const ACCENT: [u8; 3] = [0x7a, 0x1f, 0x1f];
/// Steps from paper to each of the two colours.
const STEPS: u8 = 7;

/// Margin on the left and right.
const MARGIN: f64 = 90.0;
/// Where the axis lies, with marks and without.
const AXIS: f64 = 470.0;
const RADIUS: f64 = 13.0;
const STEP: f64 = 44.0;

/// Draws the marks of the timeline; a single dot where there is none.
pub fn png(overview: Option<&Overview>) -> Vec<u8> {
    let mut canvas = Canvas { pixels: vec![0; WIDTH * HEIGHT] };
    let right = WIDTH as f64 - MARGIN;
    canvas.fill(Colour::Ink, MARGIN, right, 84.0, 92.0);
    canvas.fill(Colour::Accent, MARGIN, MARGIN + 300.0, 540.0, 546.0);
    canvas.fill(Colour::Ink, MARGIN, right, AXIS - 1.0, AXIS + 1.0);
    match overview {
        Some(overview) => overview.marks.iter().for_each(|mark| canvas.mark(overview, mark)),
        None => canvas.ring(WIDTH as f64 / 2.0, AXIS - STEP, RADIUS, true, false),
    }
    canvas.png()
}

#[derive(Clone, Copy)]
enum Colour {
    Accent,
    Ink,
}

/// Paper with marks. A pixel is 0 for paper, then [`STEPS`] steps of the accent, then as many of the ink.
struct Canvas {
    pixels: Vec<u8>,
}

impl Canvas {
    fn mark(&mut self, overview: &Overview, mark: &Mark) {
        let number =
            |per_cent: &str| per_cent.trim_end_matches('%').parse().ok().filter(|number: &f64| number.is_finite());
        let across = |per_cent: &str| number(per_cent).unwrap_or(0.0) / 100.0;
        let width = WIDTH as f64 - 2.0 * MARGIN;
        let low = overview.radius + overview.step * 2 / 5;
        let rows = overview.axis.saturating_sub(mark.y).saturating_sub(low) as f64 / 15.0;
        let (x, y) = (MARGIN + width * across(&mark.x), AXIS - 34.0 - rows * STEP);
        let (is_filled, is_dashed) = (mark.shape == "dot", mark.shape == "dashed");
        match &mark.width {
            Some(length) => self.bar(x, x + width * across(length), y, is_filled),
            None => self.ring(x, y, RADIUS * overview.radius as f64 / 5.0, is_filled, is_dashed),
        }
    }

    fn ring(&mut self, x: f64, y: f64, radius: f64, is_filled: bool, is_dashed: bool) {
        self.shape(x - radius, x + radius, y, radius, |px, py| {
            let (dx, dy) = (px - x, py - y);
            let gap = is_dashed && (dy.atan2(dx) * radius).rem_euclid(14.0) > 8.0;
            let distance = dx.hypot(dy) - radius;
            if gap { 1.0 } else { edge(distance, is_filled) }
        });
    }

    fn bar(&mut self, from: f64, to: f64, y: f64, is_filled: bool) {
        let radius = RADIUS * 0.7;
        // The line that its round ends are drawn about; of a bar shorter than those its middle is left.
        let (middle, half) = (f64::midpoint(from, to), (((to - from) / 2.0) - radius).max(0.0));
        self.shape(from, to, y, radius, |px, py| {
            let nearest = px.clamp(middle - half, middle + half);
            edge((px - nearest).hypot(py - y) - radius, is_filled)
        });
    }

    /// Paints where the distance to the edge of a shape is below half a pixel.
    fn shape(&mut self, from: f64, to: f64, y: f64, radius: f64, distance: impl Fn(f64, f64) -> f64) {
        for row in (y - radius - 3.0) as usize..(y + radius + 3.0) as usize {
            for column in (from - 3.0) as usize..(to + 3.0) as usize {
                let cover = (0.5 - distance(column as f64 + 0.5, row as f64 + 0.5)).clamp(0.0, 1.0);
                self.paint(column, row, Colour::Accent, cover);
            }
        }
    }

    fn fill(&mut self, colour: Colour, left: f64, right: f64, top: f64, bottom: f64) {
        for row in top as usize..bottom as usize {
            for column in left as usize..right as usize {
                self.paint(column, row, colour, 1.0);
            }
        }
    }

    fn paint(&mut self, column: usize, row: usize, colour: Colour, cover: f64) {
        let step = (cover * f64::from(STEPS)).round() as u8;
        let Some(pixel) = self.pixels.get_mut(row * WIDTH + column).filter(|_| column < WIDTH && step > 0) else {
            return;
        };
        *pixel = match colour {
            Colour::Accent => step,
            Colour::Ink => STEPS + step,
        };
    }

    /// The picture with a palette, four bits a pixel.
    fn png(&self) -> Vec<u8> {
        let size = |length: usize| (length as u32).to_be_bytes();
        let head: Vec<u8> = [&size(WIDTH)[..], &size(HEIGHT), &[4, 3, 0, 0, 0]].concat();
        let mut palette = PAPER.to_vec();
        for colour in [ACCENT, INK] {
            for step in 1..=STEPS {
                palette.extend(PAPER.iter().zip(colour).map(|(&paper, full)| blend(paper, full, step)));
            }
        }
        let mut packed = Vec::with_capacity(HEIGHT * (WIDTH / 2 + 1));
        for row in self.pixels.chunks(WIDTH) {
            packed.push(0);
            packed.extend(row.chunks(2).map(|two| two[0] << 4 | two.get(1).copied().unwrap_or(0)));
        }
        let mut squeezed = ZlibEncoder::new(Vec::new(), Compression::best());
        // Writing to memory does not fail.
        let data = squeezed.write_all(&packed).and_then(|()| squeezed.finish()).unwrap_or_default();
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, data) in [(b"IHDR", head), (b"PLTE", palette), (b"IDAT", data), (b"IEND", Vec::new())] {
            let mut sum = Crc::new();
            sum.update(name);
            sum.update(&data);
            file.extend(size(data.len()));
            file.extend(name);
            file.extend(data);
            file.extend(sum.sum().to_be_bytes());
        }
        file
    }
}

/// The distance to what is painted: the whole within the outline, or the outline alone.
fn edge(outside: f64, is_filled: bool) -> f64 {
    if is_filled { outside } else { (outside + 2.0).abs() - 2.0 }
}

fn blend(paper: u8, full: u8, step: u8) -> u8 {
    let (paper, full, step, steps) = (u32::from(paper), u32::from(full), u32::from(step), u32::from(STEPS));
    ((paper * (steps - step) + full * step) / steps) as u8
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::ZlibDecoder;

    use super::*;

    /// The chunks of a file: name and data.
    fn chunks(file: &[u8]) -> Vec<(String, &[u8])> {
        let mut rest = file.strip_prefix(b"\x89PNG\r\n\x1a\n").expect("a PNG");
        let mut found = Vec::new();
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = u32::from_be_bytes(*length) as usize;
            let mut sum = Crc::new();
            sum.update(&after[..4 + length]);
            assert_eq!(sum.sum().to_be_bytes(), after[4 + length..8 + length]);
            found.push((String::from_utf8_lossy(&after[..4]).into_owned(), &after[4..4 + length]));
            rest = &after[8 + length..];
        }
        found
    }

    /// The value of a pixel.
    fn pixel(file: &[u8], x: usize, y: usize) -> u8 {
        let chunks = chunks(file);
        let mut rows = Vec::new();
        ZlibDecoder::new(chunks[2].1).read_to_end(&mut rows).expect("packed rows");
        assert_eq!(rows.len(), HEIGHT * (WIDTH / 2 + 1));
        let byte = rows[y * (WIDTH / 2 + 1) + 1 + x / 2];
        if x.is_multiple_of(2) { byte >> 4 } else { byte & 15 }
    }

    #[test]
    fn the_picture_bears_the_marks_of_the_timeline() {
        let mark = |shape, x: &str, width: Option<&str>| Mark {
            shape,
            x: x.to_owned(),
            width: width.map(str::to_owned),
            y: 14,
            title: None,
        };
        let marks = vec![
            mark("dot", "10.00%", None),
            mark("open", "50.00%", None),
            mark("dot", "80.00%", Some("15.00%")),
            mark("dot", "30.00%", Some("1.00%")),
            mark("dot", "40.00%", Some("0.00%")),
            mark("dot", "99.00%", Some("9.00%")),
        ];
        let overview = Overview {
            title: String::new(),
            summary: String::new(),
            height: 59,
            axis: 25,
            radius: 5,
            step: 15,
            marks,
            labels: Vec::new(),
            has_inferred: true,
            dashed: None,
            has_spans: true,
        };
        let file = png(Some(&overview));
        assert_eq!(chunks(&file).iter().map(|c| c.0.as_str()).collect::<Vec<_>>(), ["IHDR", "PLTE", "IDAT", "IEND"]);
        let row = AXIS as usize - 34;
        let at = |fraction: f64| (MARGIN + (WIDTH as f64 - 2.0 * MARGIN) * fraction) as usize;
        assert_eq!(pixel(&file, at(0.1), row), STEPS, "a filled dot");
        assert_eq!(pixel(&file, at(0.5), row), 0, "an open one");
        assert_eq!(pixel(&file, at(0.5), row - RADIUS as usize + 2), STEPS, "its outline");
        assert_eq!(pixel(&file, at(0.9), row), STEPS, "a bar");
        assert_eq!(pixel(&file, at(0.305), row), STEPS, "a bar shorter than its ends are round");
        assert_eq!(pixel(&file, at(0.2), row), 0, "paper");
        assert!(file.len() < 8000, "{}", file.len());
        assert_ne!(file, png(None));
    }
}
