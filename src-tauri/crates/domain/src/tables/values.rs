//! The short closed lists of a submission's values, spelled as the service spells them.
//!
//! Sources, read November 2026: windows-dev-docs `uwp/monetize/manage-app-submissions.md`, `manage-add-on-submissions.md`
//! and `create-an-add-on.md`. Values that only mean *nothing was chosen* (`NotSet`, `Unknown`) are in no list that a person
//! chooses from, except where the page offers them.

use serde::Serialize;
use ts_rs::TS;

/// Values of `pricing.trialPeriod`; add-ons have none.
pub const TRIAL_PERIODS: &[&str] =
    &["NoFreeTrial", "OneDay", "SevenDays", "FifteenDays", "ThirtyDays", "TrialNeverExpires"];

/// Values of `visibility`. `Private` is out of search and open to a direct link, `Hidden` stops acquisition (meanings:
/// StoreBroker `AppConfigTemplate.json`); neither is the private audience of Partner Center.
pub const VISIBILITIES: &[&str] = &["Public", "Private", "Hidden", "NotSet"];

/// Values of `targetPublishMode`.
pub const PUBLISH_MODES: &[&str] = &["Immediate", "Manual", "SpecificDate"];

/// Values of `hardwarePreferences`.
pub const HARDWARE: &[&str] =
    &["Touch", "Keyboard", "Mouse", "Camera", "NfcHce", "Nfc", "BluetoothLE", "Telephony"];

/// A name in `allowTargetFutureDeviceFamilies`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct DeviceFamily {
    pub name: &'static str,
    /// Windows on phones and Surface Hub's Team edition are no longer made: kept when on, not advertised.
    pub retired: bool,
}

/// The device families that a product may be opened to before they exist.
pub const DEVICE_FAMILIES: &[DeviceFamily] = &[
    DeviceFamily { name: "Desktop", retired: false },
    DeviceFamily { name: "Mobile", retired: true },
    DeviceFamily { name: "Holographic", retired: false },
    DeviceFamily { name: "Xbox", retired: false },
    DeviceFamily { name: "Team", retired: true },
];

/// Values of an add-on's `contentType`.
pub const CONTENT_TYPES: &[&str] = &[
    "BookDownload",
    "EMagazine",
    "ENewspaper",
    "MusicDownload",
    "MusicStream",
    "OnlineDataStorage",
    "OnlineDownload",
    "Asp",
    "VideoDownload",
    "VideoStream",
];

/// Values of an add-on's `lifetime`, from always to long.
pub const LIFETIMES: &[&str] = &[
    "Forever",
    "OneDay",
    "ThreeDays",
    "FiveDays",
    "OneWeek",
    "TwoWeeks",
    "OneMonth",
    "TwoMonths",
    "ThreeMonths",
    "SixMonths",
    "OneYear",
];

/// Values of `productType` that an add-on can be created with.
pub const ADD_ON_TYPES: &[&str] = &["Durable", "Consumable"];

/// Values of `enterpriseLicensing`, left over from the retired store for businesses.
pub const ENTERPRISE_LICENSING: &[&str] = &["None", "Online", "OnlineAndOffline"];

/// Values of `gamingOptions.kinectDataForExternal`.
pub const KINECT_DATA: &[&str] = &["NotSet", "Unknown", "Enabled", "Disabled"];

/// Values of a package's `minimumDirectXVersion`; ignored by the service outside Windows 8.
pub const DIRECT_X_VERSIONS: &[&str] = &["None", "DirectX93", "DirectX100"];

/// Values of a package's `minimumSystemRam`; ignored by the service outside Windows 8.
pub const SYSTEM_RAMS: &[&str] = &["None", "Memory2GB"];

/// Fewest players of a game that people play together (windows-dev-docs:
/// `uwp/monetize/csharp-code-examples-for-submissions-game-options-and-trailers.md`, as the other code examples there).
pub const PLAYERS_MIN: u32 = 2;

/// Most players (the same examples; windows-uwp: `publish/enter-app-properties.md`).
pub const PLAYERS_MAX: u32 = 1_000;

/// Most trailers of a submission.
pub const TRAILERS_MAX: usize = 15;
