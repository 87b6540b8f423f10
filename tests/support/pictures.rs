//! Pictures for tests, journeys and the tour: drawn from a seed, so that they need no files and look like the screens of an
//! app rather than like noise. The same size and seed give the same bytes.

use std::io::Cursor;

use image::ImageEncoder as _;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};

mod app;
mod canvas;

use canvas::{Area, Scene, mix};

type Colour = [u8; 3];

/// Background from top to bottom, panel, soft panel, ink, accent, second accent.
struct Palette {
    sky: [Colour; 2],
    panel: Colour,
    soft: Colour,
    ink: Colour,
    accent: Colour,
    second: Colour,
}

const PALETTES: [Palette; 5] = [
    Palette {
        sky: [[226, 236, 248], [203, 217, 240]],
        panel: [255, 255, 255],
        soft: [241, 245, 251],
        ink: [44, 56, 84],
        accent: [58, 98, 214],
        second: [246, 162, 84],
    },
    Palette {
        sky: [[232, 242, 234], [204, 226, 214]],
        panel: [255, 255, 253],
        soft: [240, 246, 240],
        ink: [38, 66, 58],
        accent: [32, 134, 104],
        second: [238, 186, 76],
    },
    Palette {
        sky: [[40, 36, 64], [24, 22, 42]],
        panel: [52, 48, 80],
        soft: [66, 62, 98],
        ink: [232, 230, 246],
        accent: [152, 118, 246],
        second: [86, 202, 214],
    },
    Palette {
        sky: [[252, 236, 226], [246, 212, 202]],
        panel: [255, 253, 251],
        soft: [252, 243, 237],
        ink: [84, 46, 50],
        accent: [214, 82, 84],
        second: [74, 128, 152],
    },
    Palette {
        sky: [[24, 38, 50], [14, 24, 34]],
        panel: [32, 50, 64],
        soft: [44, 66, 82],
        ink: [224, 238, 244],
        accent: [54, 182, 196],
        second: [244, 190, 92],
    },
];

/// A PNG of this size: a square up to 600 pixels is an app icon, another square or portrait a poster, landscape a screenshot
/// in one of three layouts (figures, a document, a gallery).
pub fn make_png(width: u32, height: u32, seed: u64) -> Vec<u8> {
    let mut scene = Scene::new(width, height, seed);
    if width == height && width <= 600 {
        scene.icon();
    } else if width <= height {
        scene.poster();
    } else {
        scene.app();
    }
    let mut bytes = Cursor::new(Vec::new());
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Adaptive);
    let pixels = scene.picture.as_raw();
    encoder
        .write_image(pixels, width, height, image::ExtendedColorType::Rgb8)
        .expect("memory takes every picture");
    bytes.into_inner()
}

impl Scene {
    /// A sky with a sun and three ranges of hills.
    pub(super) fn landscape(&mut self, area: Area, radius: f32) {
        let (accent, second) = (self.palette.accent, self.palette.second);
        let light = self.chance();
        let top = mix(mix(accent, [255, 255, 255], 0.55), second, light * 0.6);
        let low = mix(mix(second, [255, 255, 255], 0.6), accent, light * 0.3);
        self.shaded(area, radius, top, low, 1.0);
        let size = area.h * (0.16 + 0.10 * self.chance());
        let (x, y) =
            (area.x + area.w * (0.15 + 0.6 * self.chance()), area.y + area.h * (0.16 + 0.2 * self.chance()));
        self.shaded(
            Area { x, y, w: size, h: size },
            size,
            [255, 250, 232],
            mix(second, [255, 255, 255], 0.4),
            0.95,
        );
        for range in 0..3 {
            let depth = range as f32 / 2.0;
            let (phase, base) = (self.chance() * 6.3, 0.50 + 0.16 * range as f32);
            let tone = mix(mix(accent, low, 0.55 - 0.4 * depth), [12, 24, 40], 0.15 + 0.3 * depth);
            let (cx, cy) = (area.x + area.w / 2.0, area.y + area.h / 2.0);
            self.paint(
                area,
                move |share| mix(tone, mix(tone, low, 0.35), share),
                move |x, y| {
                    let t = (x - area.x) / area.w * 6.3 + phase;
                    let ridge = area.y + area.h * (base + 0.07 * t.sin() + 0.035 * (2.3 * t).cos());
                    let dx = ((x - cx).abs() - area.w / 2.0 + radius).max(0.0);
                    let dy = ((y - cy).abs() - area.h / 2.0 + radius).max(0.0);
                    (y - ridge).clamp(0.0, 1.0) * (0.5 + radius - dx.hypot(dy)).clamp(0.0, 1.0)
                },
            );
        }
    }

    fn icon(&mut self) {
        let (side, _) = self.size();
        let (accent, second) = (self.palette.accent, self.palette.second);
        let all = Area { x: 0.0, y: 0.0, w: side, h: side };
        self.shaded(
            all.inset(-1.0),
            0.0,
            mix(accent, [255, 255, 255], 0.18),
            mix(accent, [10, 12, 40], 0.25),
            1.0,
        );
        self.shaded(
            all.inset(side * 0.2),
            side * 0.16,
            [255, 255, 255],
            mix(accent, [255, 255, 255], 0.82),
            1.0,
        );
        let dot = Area { x: side * 0.36, y: side * 0.36, w: side * 0.28, h: side * 0.28 };
        self.shaded(dot, side * (0.05 + 0.03 * self.layout as f32), second, mix(second, accent, 0.5), 1.0);
    }

    fn poster(&mut self) {
        let (width, height) = self.size();
        self.landscape(Area { x: 0.0, y: 0.0, w: width, h: height }.inset(-2.0), 0.0);
        let side = width.min(height) * 0.34;
        let mark = Area { x: (width - side) / 2.0, y: height * 0.18, w: side, h: side };
        let (accent, second) = (self.palette.accent, self.palette.second);
        self.u = side / 300.0;
        self.card(mark, side * 0.24, [255, 255, 255]);
        self.shaded(mark.inset(side * 0.28), side * 0.1, second, mix(second, accent, 0.6), 1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::make_png;
    use vitrine_domain::facts::FileFacts;

    #[test]
    fn pictures_are_sound_differ_by_seed_and_repeat() {
        let folder = tempfile::tempdir().unwrap();
        for (width, height) in [(1366, 768), (300, 300), (720, 1080), (1, 1)] {
            let bytes = make_png(width, height, 7);
            assert_eq!(bytes, make_png(width, height, 7));
            let path = folder.path().join("picture");
            std::fs::write(&path, &bytes).unwrap();
            let facts = vitrine_assets::image::verify(&path).unwrap();
            assert_eq!((facts.width, facts.height, facts.alpha, facts.trailing), (width, height, false, 0));
            assert!(matches!(vitrine_assets::facts(&path), Ok(FileFacts::Image(found)) if found == facts));
        }
        assert_ne!(make_png(300, 300, 1), make_png(300, 300, 2));
    }
}
