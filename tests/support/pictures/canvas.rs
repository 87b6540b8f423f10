//! What pictures are drawn with: soft-edged shapes on a canvas, and numbers that depend on the seed alone.

use image::{Rgb, RgbImage};

use super::{Colour, PALETTES, Palette};

/// A rectangle in pixels.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub x: f32,
    pub y: f32,
    pub w: f32,
    pub h: f32,
}

impl Area {
    pub(super) fn inset(self, by: f32) -> Self {
        Self { x: self.x + by, y: self.y + by, w: self.w - 2.0 * by, h: self.h - 2.0 * by }
    }
}

pub(super) struct Scene {
    pub picture: RgbImage,
    pub palette: &'static Palette,
    pub layout: u64,
    state: u64,
    /// One unit: a pixel of a screen that is 1600 wide.
    pub u: f32,
}

pub(super) fn mix(a: Colour, b: Colour, share: f32) -> Colour {
    std::array::from_fn(|i| {
        (f32::from(a[i]) + (f32::from(b[i]) - f32::from(a[i])) * share.clamp(0.0, 1.0)).round() as u8
    })
}

impl Scene {
    pub(super) fn new(width: u32, height: u32, seed: u64) -> Self {
        let palette = &PALETTES[(seed % PALETTES.len() as u64) as usize];
        let sky = |y: u32| mix(palette.sky[0], palette.sky[1], y as f32 / height as f32);
        let picture = RgbImage::from_fn(width, height, |_, y| Rgb(sky(y)));
        let u = (width as f32 / 1600.0).min(height as f32 / 900.0);
        Self {
            picture,
            palette,
            layout: seed / PALETTES.len() as u64 % 3,
            state: seed ^ 0x9e37_79b9_7f4a_7c15,
            u,
        }
    }

    /// A number from 0 to 1 that depends on the seed alone.
    pub(super) fn chance(&mut self) -> f32 {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 40) as f32 / (1 << 24) as f32
    }

    pub(super) fn size(&self) -> (f32, f32) {
        (self.picture.width() as f32, self.picture.height() as f32)
    }

    /// Every pixel of the area that `cover` (0 to 1) touches takes the colour.
    pub(super) fn paint(
        &mut self,
        area: Area,
        colour: impl Fn(f32) -> Colour,
        cover: impl Fn(f32, f32) -> f32,
    ) {
        let (width, height) = self.size();
        let (left, right) =
            ((area.x - 1.0).max(0.0) as u32, (area.x + area.w + 2.0).clamp(0.0, width) as u32);
        let (top, bottom) =
            ((area.y - 1.0).max(0.0) as u32, (area.y + area.h + 2.0).clamp(0.0, height) as u32);
        for y in top..bottom {
            let colour = colour((y as f32 - area.y) / area.h.max(1.0));
            for x in left..right {
                let share = cover(x as f32 + 0.5, y as f32 + 0.5);
                if share > 0.0 {
                    let pixel = self.picture.get_pixel_mut(x, y);
                    pixel.0 = mix(pixel.0, colour, share);
                }
            }
        }
    }

    pub(super) fn shaded(&mut self, area: Area, radius: f32, top: Colour, bottom: Colour, strength: f32) {
        let (cx, cy) = (area.x + area.w / 2.0, area.y + area.h / 2.0);
        let radius = radius.min(area.w / 2.0).min(area.h / 2.0);
        let cover = move |x: f32, y: f32| {
            let dx = ((x - cx).abs() - area.w / 2.0 + radius).max(0.0);
            let dy = ((y - cy).abs() - area.h / 2.0 + radius).max(0.0);
            (0.5 + radius - dx.hypot(dy)).clamp(0.0, 1.0) * strength
        };
        self.paint(area, move |share| mix(top, bottom, share), cover);
    }

    pub(super) fn block(&mut self, area: Area, radius: f32, colour: Colour) {
        self.shaded(area, radius, colour, colour, 1.0);
    }

    /// A panel with a soft shadow.
    pub(super) fn card(&mut self, area: Area, radius: f32, colour: Colour) {
        let shade = mix(self.palette.ink, [0, 0, 0], 0.5);
        for step in 1..=6 {
            let grow = step as f32 * 2.0 * self.u;
            let shadow = Area { y: area.y + grow, ..area }.inset(-grow * 0.6);
            self.shaded(shadow, radius + grow, shade, shade, 0.022);
        }
        self.block(area, radius, colour);
    }

    /// A line of writing, as seen from too far away to read.
    pub(super) fn words(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        let end = x + width;
        let mut at = x;
        while at < end - height {
            let long = (height * (2.0 + 5.0 * self.chance())).min(end - at);
            self.block(Area { x: at, y, w: long, h: height }, height / 2.0, colour);
            at += long + height * 0.8;
        }
    }
}
