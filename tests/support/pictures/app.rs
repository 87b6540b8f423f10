//! Landscape pictures: the window of an app with navigation and one of three bodies.

use super::canvas::{Area, Scene, mix};

impl Scene {
    pub(super) fn app(&mut self) {
        let (width, height) = self.size();
        let (u, ink, soft, panel, accent) =
            (self.u, self.palette.ink, self.palette.soft, self.palette.panel, self.palette.accent);
        let frame = Area { x: 0.0, y: 0.0, w: width, h: height }.inset(48.0 * u);
        self.card(frame, 18.0 * u, panel);
        // Title bar and navigation.
        let faint = mix(panel, ink, 0.35);
        for button in 0..3 {
            let x = frame.x + frame.w - (40.0 + 34.0 * button as f32) * u;
            self.block(
                Area { x, y: frame.y + 22.0 * u, w: 14.0 * u, h: 14.0 * u },
                4.0 * u,
                mix(panel, ink, 0.18),
            );
        }
        let side = Area { x: frame.x + 16.0 * u, y: frame.y + 64.0 * u, w: 250.0 * u, h: frame.h - 80.0 * u };
        self.block(side, 14.0 * u, soft);
        let mark = Area { x: frame.x + 24.0 * u, y: frame.y + 16.0 * u, w: 32.0 * u, h: 32.0 * u };
        let second = self.palette.second;
        self.shaded(mark, 9.0 * u, accent, mix(accent, second, 0.7), 1.0);
        self.words(mark.x + 46.0 * u, mark.y + 9.0 * u, 150.0 * u, 13.0 * u, ink);
        for row in 0..7 {
            let y = side.y + (24.0 + 52.0 * row as f32) * u;
            if row == 1 {
                let here = Area { x: side.x + 10.0 * u, y: y - 12.0 * u, w: side.w - 20.0 * u, h: 42.0 * u };
                self.block(here, 10.0 * u, mix(soft, accent, 0.18));
            }
            let tone = if row == 1 { accent } else { faint };
            self.block(Area { x: side.x + 26.0 * u, y, w: 18.0 * u, h: 18.0 * u }, 6.0 * u, tone);
            let long = (70.0 + 90.0 * self.chance()) * u;
            self.block(Area { x: side.x + 58.0 * u, y: y + 4.0 * u, w: long, h: 10.0 * u }, 5.0 * u, faint);
        }
        let x = side.x + side.w + 28.0 * u;
        let main = Area { x, y: side.y, w: frame.x + frame.w - x - 28.0 * u, h: side.h };
        self.words(main.x, main.y + 6.0 * u, 330.0 * u, 20.0 * u, ink);
        let go = Area { x: main.x + main.w - 150.0 * u, y: main.y - 4.0 * u, w: 150.0 * u, h: 40.0 * u };
        self.shaded(go, 20.0 * u, mix(accent, [255, 255, 255], 0.1), accent, 1.0);
        self.block(
            Area { x: go.x + 40.0 * u, y: go.y + 15.0 * u, w: 70.0 * u, h: 10.0 * u },
            5.0 * u,
            [255, 255, 255],
        );
        let body = Area { y: main.y + 60.0 * u, h: main.h - 60.0 * u, ..main };
        match self.layout {
            0 => self.figures(body),
            1 => self.document(body),
            _ => self.gallery(body),
        }
    }

    fn figures(&mut self, body: Area) {
        let (u, ink, soft, panel) = (self.u, self.palette.ink, self.palette.soft, self.palette.panel);
        let (accent, second) = (self.palette.accent, self.palette.second);
        let faint = mix(panel, ink, 0.35);
        let wide = (body.w - 40.0 * u) / 3.0;
        for tile in 0..3 {
            let area = Area { x: body.x + tile as f32 * (wide + 20.0 * u), y: body.y, w: wide, h: 130.0 * u };
            self.block(area, 14.0 * u, soft);
            self.words(area.x + 22.0 * u, area.y + 24.0 * u, 120.0 * u, 10.0 * u, faint);
            self.words(area.x + 22.0 * u, area.y + 54.0 * u, 110.0 * u, 24.0 * u, ink);
            let track = Area { x: area.x + 22.0 * u, y: area.y + 100.0 * u, w: wide - 44.0 * u, h: 8.0 * u };
            self.block(track, 4.0 * u, mix(soft, ink, 0.12));
            let done = track.w * (0.35 + 0.55 * self.chance());
            self.block(Area { w: done, ..track }, 4.0 * u, if tile == 1 { second } else { accent });
        }
        let chart = Area { y: body.y + 156.0 * u, h: body.h - 156.0 * u, w: body.w * 0.64, ..body };
        self.block(chart, 14.0 * u, soft);
        for line in 1..5 {
            let y = chart.y + chart.h * line as f32 / 5.0;
            self.block(
                Area { x: chart.x + 24.0 * u, y, w: chart.w - 48.0 * u, h: 1.5 * u },
                0.0,
                mix(soft, ink, 0.10),
            );
        }
        let phase = self.chance() * 6.0;
        let inner = chart.inset(24.0 * u);
        let curve = move |x: f32| {
            let t = (x - inner.x) / inner.w;
            let rise = 0.55 - 0.38 * t + 0.10 * (t * 9.0 + phase).sin() + 0.05 * (t * 23.0 + phase).cos();
            inner.y + inner.h * rise.clamp(0.05, 0.95)
        };
        let inside = move |x: f32| x > inner.x && x < inner.x + inner.w;
        self.paint(
            inner,
            move |share| mix(mix(soft, accent, 0.45), soft, share),
            move |x, y| if inside(x) { (y - curve(x)).clamp(0.0, 1.0) } else { 0.0 },
        );
        let slope = move |x: f32| (curve(x + 1.0) - curve(x - 1.0)) / 2.0;
        self.paint(
            inner,
            move |_| accent,
            move |x, y| {
                let off = (y - curve(x)).abs() / slope(x).hypot(1.0);
                if inside(x) { (2.4 * u + 0.5 - off).clamp(0.0, 1.0) } else { 0.0 }
            },
        );
        let list = Area { x: chart.x + chart.w + 20.0 * u, w: body.w * 0.36 - 20.0 * u, ..chart };
        self.block(list, 14.0 * u, soft);
        let rows = ((list.h - 40.0 * u) / (66.0 * u)) as u32;
        for row in 0..rows {
            let y = list.y + (24.0 + 66.0 * row as f32) * u;
            let tone = mix(accent, second, row as f32 / rows.max(1) as f32);
            self.block(Area { x: list.x + 22.0 * u, y, w: 40.0 * u, h: 40.0 * u }, 20.0 * u, tone);
            self.words(list.x + 78.0 * u, y + 6.0 * u, list.w * 0.42, 10.0 * u, ink);
            self.words(list.x + 78.0 * u, y + 26.0 * u, list.w * 0.55, 8.0 * u, faint);
        }
    }

    fn document(&mut self, body: Area) {
        let (u, ink, soft, panel) = (self.u, self.palette.ink, self.palette.soft, self.palette.panel);
        let (accent, second) = (self.palette.accent, self.palette.second);
        let faint = mix(panel, ink, 0.35);
        let list = Area { w: body.w * 0.32, ..body };
        let rows = (list.h / (108.0 * u)) as u32;
        for row in 0..rows {
            let card = Area { y: list.y + 108.0 * u * row as f32, h: 94.0 * u, ..list };
            let open = row == 1;
            self.block(card, 12.0 * u, if open { mix(soft, accent, 0.16) } else { soft });
            if open {
                self.block(Area { w: 5.0 * u, ..card }, 2.0 * u, accent);
            }
            self.words(card.x + 22.0 * u, card.y + 20.0 * u, card.w * 0.6, 12.0 * u, ink);
            self.words(card.x + 22.0 * u, card.y + 44.0 * u, card.w * 0.82, 8.0 * u, faint);
            self.words(card.x + 22.0 * u, card.y + 62.0 * u, card.w * 0.5, 8.0 * u, faint);
        }
        let page = Area { x: list.x + list.w + 24.0 * u, w: body.w - list.w - 24.0 * u, ..body };
        self.card(page.inset(6.0 * u), 12.0 * u, mix(panel, [255, 255, 255], 0.06));
        let (x, w) = (page.x + 60.0 * u, page.w - 120.0 * u);
        self.words(x, page.y + 56.0 * u, w * 0.62, 26.0 * u, ink);
        self.block(
            Area { x, y: page.y + 104.0 * u, w: 96.0 * u, h: 24.0 * u },
            12.0 * u,
            mix(panel, second, 0.55),
        );
        self.block(
            Area { x: x + 110.0 * u, y: page.y + 104.0 * u, w: 76.0 * u, h: 24.0 * u },
            12.0 * u,
            mix(panel, accent, 0.4),
        );
        let mut y = page.y + 164.0 * u;
        let mut line = 0;
        while y < page.y + page.h - 60.0 * u {
            let short = line % 5 == 4;
            self.words(x, y, if short { w * 0.55 } else { w }, 9.0 * u, faint);
            y += if short { 48.0 * u } else { 26.0 * u };
            line += 1;
        }
    }

    fn gallery(&mut self, body: Area) {
        let u = self.u;
        let (columns, rows) = (4, ((body.h / (220.0 * u)) as u32).max(1));
        let gap = 18.0 * u;
        let (w, h) =
            ((body.w - 3.0 * gap) / columns as f32, (body.h - (rows - 1) as f32 * gap) / rows as f32);
        for tile in 0..columns * rows {
            let (column, row) = ((tile % columns) as f32, (tile / columns) as f32);
            let area = Area { x: body.x + column * (w + gap), y: body.y + row * (h + gap), w, h };
            self.landscape(area, 12.0 * u);
        }
    }
}
