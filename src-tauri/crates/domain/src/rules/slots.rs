//! The places for images in a Store listing: which sizes fit, how many, how much they are wanted.
//!
//! Sources, read November 2026: windows-dev-docs `msix/screenshots-and-images.md` (sizes, counts, formats) and
//! `uwp/monetize/manage-app-submissions.md` (values of `imageType`); windows-uwp `publish/app-screenshots-and-images.md`
//! for the sizes that only the older page has. No document forbids transparency or names a colour profile, so neither is
//! judged. Reading files is not here (`vitrine-assets`).

use serde::Serialize;
use ts_rs::TS;

use crate::facts::{ImageFacts, ImageFormat};
use crate::{Problem, codes};

/// What a slot is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SlotGroup {
    Screenshots,
    Logos,
    Promotional,
    Xbox,
    /// Kept when present, never offered.
    Retired,
}

/// How much a slot is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Wanted {
    /// At least one screenshot of any family.
    OneOfFamily,
    Advised,
    Optional,
    Never,
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

/// A slot. Either `exact` sizes, or a range that may be turned on its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct ImageSlot {
    /// The service's value of `imageType`, case included.
    pub image_type: &'static str,
    pub group: SlotGroup,
    pub exact: &'static [Size],
    /// Smallest size, landscape. A document's own bound: below it the image is refused.
    pub min: Option<Size>,
    /// Largest size that a document names, landscape; none calls it a maximum.
    pub max: Option<Size>,
    /// Images per language.
    pub count: u32,
    /// Above this many an older document disagrees.
    pub strict_count: Option<u32>,
    pub wanted: Wanted,
    /// Customers read its caption.
    pub captions: bool,
    pub source: &'static str,
}

/// 50 MB, taken as 50 × 2^20: which megabyte is meant is not documented.
pub const MAX_BYTES: u64 = 52_428_800;

/// Screenshots that the page advises to give at least.
pub const ADVISED_SCREENSHOTS: usize = 4;

const PAGE: &str = "windows-dev-docs: msix/screenshots-and-images.md";
const OLDER_PAGE: &str = "windows-uwp: windows-apps-src/publish/app-screenshots-and-images.md";

const fn size(width: u32, height: u32) -> Size {
    Size { width, height }
}

const FOUR_K: Size = size(3840, 2160);

const fn screenshots(image_type: &'static str, min: Size, count: u32) -> ImageSlot {
    ImageSlot {
        image_type,
        group: SlotGroup::Screenshots,
        exact: &[],
        min: Some(min),
        max: Some(FOUR_K),
        count,
        strict_count: None,
        wanted: Wanted::Optional,
        captions: true,
        source: PAGE,
    }
}

const fn picture(
    image_type: &'static str,
    group: SlotGroup,
    exact: &'static [Size],
    wanted: Wanted,
) -> ImageSlot {
    // One a language follows the portal, which has one place for each; the document states no number.
    ImageSlot {
        image_type,
        group,
        exact,
        min: None,
        max: None,
        count: 1,
        strict_count: None,
        wanted,
        captions: false,
        source: PAGE,
    }
}

const fn retired(image_type: &'static str, exact: &'static [Size]) -> ImageSlot {
    ImageSlot { source: OLDER_PAGE, ..picture(image_type, SlotGroup::Retired, exact, Wanted::Never) }
}

/// All slots, the offered ones in the order shown.
pub const SLOTS: &[ImageSlot] = &[
    // 10 on the current page, 9 on older ones and in StoreBroker's schema.
    ImageSlot {
        strict_count: Some(9),
        wanted: Wanted::OneOfFamily,
        ..screenshots("Screenshot", size(1366, 768), 10)
    },
    // The page prints 3480 × 2160 as the largest size while it says that 4K is supported.
    screenshots("XboxScreenshot", size(1920, 1080), 8),
    screenshots("HoloLensScreenshot", size(1268, 720), 8),
    // The 2:3 poster, whatever the name says.
    picture("StoreLogo9x16", SlotGroup::Logos, &[size(720, 1080), size(1440, 2160)], Wanted::Advised),
    picture("StoreLogoSquare", SlotGroup::Logos, &[size(1080, 1080), size(2160, 2160)], Wanted::Optional),
    picture("Icon", SlotGroup::Logos, &[size(300, 300)], Wanted::Optional),
    picture("PromotionalArt16x9", SlotGroup::Promotional, &[size(1920, 1080), FOUR_K], Wanted::Optional),
    picture("PromotionalArtwork2400X1200", SlotGroup::Promotional, &[size(2400, 1200)], Wanted::Optional),
    picture("XboxBrandedKeyArt", SlotGroup::Xbox, &[size(584, 800)], Wanted::Optional),
    picture("XboxTitledHeroArt", SlotGroup::Xbox, &[size(1920, 1080)], Wanted::Optional),
    picture("XboxFeaturedPromotionalArt", SlotGroup::Xbox, &[size(1080, 1080)], Wanted::Optional),
    ImageSlot {
        count: 8,
        captions: true,
        ..retired(
            "MobileScreenshot",
            &[
                size(1080, 1920),
                size(1920, 1080),
                size(768, 1280),
                size(1280, 768),
                size(720, 1280),
                size(1280, 720),
                size(800, 480),
                size(480, 800),
            ],
        )
    },
    // No sizes of its own in any document.
    ImageSlot { count: 8, captions: true, ..retired("SurfaceHubScreenshot", &[]) },
    retired("SquareIcon358X358", &[size(358, 358)]),
    retired("BackgroundImage1000X800", &[size(1000, 800)]),
    retired("PromotionalArtwork414X180", &[size(414, 180)]),
    // The rest is recognised by the API and shown nowhere; sizes are read off the names.
    retired("PromotionalArtwork846X468", &[size(846, 468)]),
    retired("PromotionalArtwork558X756", &[size(558, 756)]),
    retired("PromotionalArtwork414X468", &[size(414, 468)]),
    retired("PromotionalArtwork558X558", &[size(558, 558)]),
    retired("WideIcon358X173", &[size(358, 173)]),
    retired("Unknown", &[]),
];

/// The one thumbnail of a trailer in a language. No `imageType` names it, so it is not among [`SLOTS`].
pub const TRAILER_THUMBNAIL: ImageSlot =
    picture("TrailerThumbnail", SlotGroup::Promotional, &[size(1920, 1080)], Wanted::Advised);

/// The icon of an add-on in a language, which no `imageType` names either.
pub const ADD_ON_ICON: ImageSlot = ImageSlot {
    source: "windows-dev-docs: add-on/add-and-edit-store-listing-info.md",
    ..picture("AddOnIcon", SlotGroup::Logos, &[size(300, 300)], Wanted::Optional)
};

/// The slot of an `imageType`.
pub fn slot(image_type: &str) -> Option<&'static ImageSlot> {
    SLOTS.iter().find(|slot| slot.image_type == image_type)
}

impl ImageSlot {
    /// A slot that counts as a screenshot.
    pub fn is_screenshot(&self) -> bool {
        self.group == SlotGroup::Screenshots
            || matches!(self.image_type, "MobileScreenshot" | "SurfaceHubScreenshot")
    }

    fn allowed(&self) -> String {
        let sizes: Vec<String> =
            self.exact.iter().map(|size| format!("{}×{}", size.width, size.height)).collect();
        sizes.join(", ")
    }
}

/// Everything that keeps an image from fitting a slot, worst first; empty when it fits. Problems have no pointer yet.
pub fn fits(slot: &ImageSlot, facts: &ImageFacts) -> Vec<Problem> {
    let mut problems = Vec::new();
    if facts.format != ImageFormat::Png {
        let format = match facts.format {
            ImageFormat::Png => "PNG",
            ImageFormat::Jpeg => "JPEG",
            ImageFormat::Gif => "GIF",
            ImageFormat::Webp => "WebP",
            ImageFormat::Bmp => "BMP",
        };
        problems.push(
            Problem::must(codes::IMAGE_FORMAT_WRONG).with("format", format).with("slot", slot.image_type),
        );
    }
    problems.extend(pixels(slot, facts));
    if !facts.complete {
        problems.push(Problem::must(codes::IMAGE_FILE_INCOMPLETE));
    }
    if facts.bytes > MAX_BYTES {
        problems
            .push(Problem::must(codes::IMAGE_FILE_TOOBIG).with("bytes", facts.bytes).with("max", MAX_BYTES));
    }
    if facts.animated {
        problems.push(Problem::check(codes::IMAGE_ANIMATED).with("slot", slot.image_type));
    }
    if !(0..=1).contains(&facts.orientation) {
        problems.push(Problem::check(codes::IMAGE_ORIENTATION_ROTATED));
    }
    if facts.trailing > 0 {
        problems.push(Problem::check(codes::IMAGE_FILE_TRAILING).with("bytes", facts.trailing));
    }
    problems
}

fn pixels(slot: &ImageSlot, facts: &ImageFacts) -> Option<Problem> {
    let told = |problem: Problem| {
        problem.with("width", facts.width).with("height", facts.height).with("slot", slot.image_type)
    };
    let is = size(facts.width, facts.height);
    if !slot.exact.is_empty() {
        let wrong = || told(Problem::must(codes::IMAGE_PIXELS_WRONG)).with("allowed", slot.allowed());
        return (!slot.exact.contains(&is)).then(wrong);
    }
    // A portrait image swaps both bounds.
    let turned = |bound: Size| if is.height > is.width { size(bound.height, bound.width) } else { bound };
    if let Some(min) = slot.min.map(turned)
        && (is.width < min.width || is.height < min.height)
    {
        let problem = told(Problem::must(codes::IMAGE_PIXELS_TOOSMALL));
        return Some(problem.with("min_width", min.width).with("min_height", min.height));
    }
    if let Some(max) = slot.max.map(turned)
        && (is.width > max.width || is.height > max.height)
    {
        let problem = told(Problem::check(codes::IMAGE_PIXELS_TOOBIG));
        return Some(problem.with("max_width", max.width).with("max_height", max.height));
    }
    None
}

/// The offered slots that an image could take by its pixels, best first: an exact size says more than a range.
pub fn suggest_slot(facts: &ImageFacts) -> Vec<&'static str> {
    let offered =
        || SLOTS.iter().filter(|slot| slot.group != SlotGroup::Retired && pixels(slot, facts).is_none());
    // 1920 × 1080 is far more often a screenshot than hero art, and both exact slots of that size need other pictures.
    let ambiguous = |slot: &&ImageSlot| slot.exact.iter().any(|size| size.width * 9 == size.height * 16);
    let exact = |slot: &&ImageSlot| !slot.exact.is_empty();
    let first = offered().filter(|slot| exact(slot) && !ambiguous(slot));
    let second = offered().filter(|slot| !exact(slot));
    let third = offered().filter(|slot| exact(slot) && ambiguous(slot));
    first.chain(second).chain(third).map(|slot| slot.image_type).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Severity;

    pub(crate) fn png(width: u32, height: u32) -> ImageFacts {
        ImageFacts {
            format: ImageFormat::Png,
            width,
            height,
            depth: 8,
            alpha: false,
            animated: false,
            profile: false,
            orientation: 1,
            trailing: 0,
            bytes: 200_000,
            complete: true,
        }
    }

    #[test]
    fn judges_pixels_by_slot() {
        type Row = (&'static str, u32, u32, Option<(&'static str, Severity)>);
        let table: &[Row] = &[
            ("Screenshot", 1366, 768, None),
            ("Screenshot", 768, 1366, None),
            ("Screenshot", 1365, 768, Some((codes::IMAGE_PIXELS_TOOSMALL, Severity::Must))),
            ("Screenshot", 1200, 700, Some((codes::IMAGE_PIXELS_TOOSMALL, Severity::Must))),
            ("Screenshot", 3840, 2160, None),
            ("Screenshot", 2160, 3840, None),
            ("Screenshot", 3841, 2160, Some((codes::IMAGE_PIXELS_TOOBIG, Severity::Check))),
            ("XboxScreenshot", 1919, 1080, Some((codes::IMAGE_PIXELS_TOOSMALL, Severity::Must))),
            ("XboxScreenshot", 3840, 2160, None),
            ("HoloLensScreenshot", 1268, 720, None),
            ("StoreLogo9x16", 720, 1080, None),
            ("StoreLogo9x16", 1440, 2160, None),
            ("StoreLogo9x16", 1080, 720, Some((codes::IMAGE_PIXELS_WRONG, Severity::Must))),
            ("Icon", 300, 300, None),
            ("Icon", 512, 512, Some((codes::IMAGE_PIXELS_WRONG, Severity::Must))),
            ("PromotionalArt16x9", 3840, 2160, None),
            ("SurfaceHubScreenshot", 10, 10, None),
        ];
        for (name, width, height, expected) in table {
            let problems = fits(slot(name).unwrap(), &png(*width, *height));
            let told = problems.first().map(|problem| (problem.code.as_str(), problem.severity));
            assert_eq!(told, *expected, "{name} {width}×{height}");
            assert!(problems.len() <= 1, "{name} {width}×{height}: {problems:?}");
        }
    }

    #[test]
    fn tells_everything_that_is_wrong_with_a_file() {
        let facts = ImageFacts {
            format: ImageFormat::Jpeg,
            animated: true,
            orientation: 6,
            trailing: 12,
            bytes: MAX_BYTES + 1,
            complete: false,
            ..png(800, 600)
        };
        let told: Vec<String> =
            fits(slot("Screenshot").unwrap(), &facts).into_iter().map(|p| p.code).collect();
        assert_eq!(
            told,
            [
                codes::IMAGE_FORMAT_WRONG,
                codes::IMAGE_PIXELS_TOOSMALL,
                codes::IMAGE_FILE_INCOMPLETE,
                codes::IMAGE_FILE_TOOBIG,
                codes::IMAGE_ANIMATED,
                codes::IMAGE_ORIENTATION_ROTATED,
                codes::IMAGE_FILE_TRAILING,
            ]
        );
    }

    #[test]
    fn suggests_the_likeliest_slot_first() {
        let table: &[(u32, u32, &[&str])] = &[
            (1440, 900, &["Screenshot", "HoloLensScreenshot"]),
            (
                1920,
                1080,
                &[
                    "Screenshot",
                    "XboxScreenshot",
                    "HoloLensScreenshot",
                    "PromotionalArt16x9",
                    "XboxTitledHeroArt",
                ],
            ),
            (720, 1080, &["StoreLogo9x16"]),
            (300, 300, &["Icon"]),
            (1080, 1080, &["StoreLogoSquare", "XboxFeaturedPromotionalArt"]),
            (640, 480, &[]),
        ];
        for (width, height, expected) in table {
            let got = suggest_slot(&png(*width, *height));
            assert_eq!(&got, expected, "{width}×{height}");
        }
    }
}
