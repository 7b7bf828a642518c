//! Colours: reading them as CSS writes them, laying one over another, and the contrast of WCAG 2.

/// Red, green and blue, 0 to 255, as sRGB has them.
pub type Rgb = [u8; 3];

/// A colour of the rule table, `#rrggbb`; black if it is none, which a test forbids.
pub fn hex(css: &str) -> Rgb {
    let digits = u32::from_str_radix(css.trim_start_matches('#'), 16).unwrap_or(0);
    [(digits >> 16) as u8, (digits >> 8) as u8, digits as u8]
}

/// A computed colour and its alpha (0 to 1): `rgb(r, g, b)`, `rgba(…)` or `color(srgb r g b / a)`.
pub fn computed(css: &str) -> Option<(Rgb, f64)> {
    let (name, inner) = css.trim().strip_suffix(')')?.split_once('(')?;
    let scale = match name {
        "rgb" | "rgba" => 1.0,
        "color" => 255.0,
        _ => return None,
    };
    let numbers: Vec<f64> = inner.split([' ', ',', '/']).filter_map(|part| part.parse().ok()).collect();
    let &[red, green, blue, ..] = numbers.as_slice() else { return None };
    let colour = [red, green, blue].map(|channel| (channel * scale).clamp(0.0, 255.0) as u8);
    Some((colour, numbers.get(3).copied().unwrap_or(1.0)))
}

/// What is to be seen where a colour of this alpha (0 to 255) lies over another.
pub fn over(top: Rgb, alpha: u8, ground: Rgb) -> Rgb {
    let mixed = |i: usize| {
        let (top, ground, alpha) = (u32::from(top[i]), u32::from(ground[i]), u32::from(alpha));
        ((top * alpha + ground * (255 - alpha) + 127) / 255) as u8
    };
    [mixed(0), mixed(1), mixed(2)]
}

/// The brightest colour of the same hue and saturation.
pub fn vivid(colour: Rgb) -> Rgb {
    let most = u32::from(colour.into_iter().max().unwrap_or(0)).max(1);
    colour.map(|channel| (u32::from(channel) * 255 / most) as u8)
}

/// The colour, made darker on a light ground or brighter on a dark one until its contrast there is enough; black or white at last.
pub fn apart(colour: Rgb, ground: Rgb, enough: f64) -> Rgb {
    let end = if luminance(ground) > 0.18 { [0; 3] } else { [255; 3] };
    towards(colour, end, |mixed| contrast(mixed, ground) >= enough)
}

/// The colour, mixed with another until it will do; the other at last.
pub fn towards(colour: Rgb, end: Rgb, will_do: impl Fn(Rgb) -> bool) -> Rgb {
    let mut steps = (0..=16_u32).map(|step| over(end, (step * 255 / 16) as u8, colour));
    steps.find(|&mixed| will_do(mixed)).unwrap_or(end)
}

/// Relative luminance of WCAG 2, 0 to 1.
pub fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// A channel in linear light, 0 to 1.
pub fn linear(channel: u8) -> f64 {
    let channel = f64::from(channel) / 255.0;
    if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}

/// Contrast of WCAG 2 between two colours, 1 to 21.
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read() {
        assert_eq!(hex("#12fe07"), [0x12, 0xfe, 7]);
        assert_eq!(computed("rgb(1, 2, 3)"), Some(([1, 2, 3], 1.0)));
        assert_eq!(computed("rgba(1, 2, 3, 0.5)"), Some(([1, 2, 3], 0.5)));
        assert_eq!(computed("color(srgb 1 0.2 0 / 0.9)"), Some(([255, 51, 0], 0.9)));
        assert_eq!([computed("nonsense("), computed("lab(1 2 3)"), computed("rgb(1)")], [None; 3]);
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert_eq!(contrast([0; 3], [255; 3]), 21.0);
        assert!((contrast(hex("#767676"), [255; 3]) - 4.54).abs() < 0.01);
        assert_eq!(over([255, 0, 0], 128, [0, 0, 255]), [128, 0, 127]);
        assert_eq!([vivid([100, 50, 0]), vivid([0; 3])], [[255, 127, 0], [0; 3]]);
    }
}
