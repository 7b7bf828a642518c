//! Screenshots as pixels.

use crate::Result;
use std::collections::HashMap;

/// Red, green and blue.
pub type Colour = [u8; 3];

/// A decoded screenshot.
pub struct Picture {
    width: usize,
    pixels: Vec<Colour>,
}

impl Picture {
    /// Reads a PNG of 8 bits a channel, as browsers make them.
    pub fn read(png: &[u8]) -> Result<Self> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info()?;
        let mut bytes = vec![0; reader.output_buffer_size().ok_or("a picture too large")?];
        let info = reader.next_frame(&mut bytes)?;
        let channels = info.color_type.samples();
        if channels < 3 {
            return Err("a picture without colours".into());
        }
        let pixels = bytes[..info.buffer_size()].chunks_exact(channels).map(|p| [p[0], p[1], p[2]]).collect();
        Ok(Self { width: info.width as usize, pixels })
    }

    /// How often each colour occurs in a rectangle (left, top, width, height), clipped to the picture.
    pub fn colours(&self, [left, top, width, height]: [usize; 4]) -> HashMap<Colour, usize> {
        let mut counts = HashMap::new();
        for row in self.pixels.chunks_exact(self.width).skip(top).take(height) {
            for &pixel in row.iter().skip(left).take(width) {
                *counts.entry(pixel).or_default() += 1;
            }
        }
        counts
    }

    /// The colour that covers most of a rectangle: behind text, its background.
    pub fn background(&self, rectangle: [usize; 4]) -> Colour {
        let colours = self.colours(rectangle);
        colours.into_iter().max_by_key(|&(colour, count)| (count, colour)).map_or([0; 3], |(colour, _)| colour)
    }
}
