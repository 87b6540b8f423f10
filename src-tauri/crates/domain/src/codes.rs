//! The closed list of problem codes: `area.thing.fault`, lower case, never reused. Each row names its sentence's parameters.
//!
//! Every code that any crate puts into a [`Problem`](crate::Problem) stands here, and the catalogues of `ui/src/i18n` hold
//! one entry for each. Wording is not here. Parameters are plain strings and numbers; `language` is the code as spelled,
//! `field` the name of the field in the submission, numbers of characters count UTF-16 units, `bytes` are bytes.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal [$($param:ident),*];)*) => {
        $($(#[$doc])* pub const $name: &str = $code;)*

        /// The codes of this file.
        pub(super) const OWN: &[&str] = &[$($code),*];

        /// The parameters of each of them.
        pub(super) const OWN_PARAMS: &[(&str, &[&str])] = &[$(($code, &[$(stringify!($param)),*])),*];
    };
}

mod store;
pub use store::*;

/// All codes, grouped by area.
pub const ALL: &[&str] = &joined::<&str, LEN>("", OWN, store::OWN);

/// The parameters of each code's sentence.
pub const PARAMS: &[Params] = &joined::<Params, LEN>(("", &[]), OWN_PARAMS, store::OWN_PARAMS);

type Params = (&'static str, &'static [&'static str]);

const LEN: usize = OWN.len() + store::OWN.len();

/// Two lists, one behind the other; `N` is the length of both, and `blank` stands nowhere in the answer.
const fn joined<T: Copy, const N: usize>(blank: T, first: &[T], second: &[T]) -> [T; N] {
    let mut all = [blank; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < first.len() { first[at] } else { second[at - first.len()] };
        at += 1;
    }
    all
}

codes! {
    // ---- signing in and accounts
    /// Entra refused the client secret.
    SIGNIN_KEY_WRONG = "signin.key.wrong" [account];
    /// Entra says that the client secret has ended.
    SIGNIN_KEY_EXPIRED = "signin.key.expired" [account];
    /// No secret is at hand for this account: it was kept for one run only, or the keyring lost it.
    SIGNIN_KEY_MISSING = "signin.key.missing" [account];
    /// No key was typed for a new account, or for other addresses than it was given for.
    SIGNIN_KEY_EMPTY = "signin.key.empty" [];
    /// No such directory.
    SIGNIN_TENANT_UNKNOWN = "signin.tenant.unknown" [tenant];
    /// The directory does not know this application.
    SIGNIN_APPLICATION_UNKNOWN = "signin.application.unknown" [application];
    /// Another refusal of the sign-in service, named by its own code.
    SIGNIN_REFUSED = "signin.refused" [reason];
    /// Partner Center lets the application read, not change.
    ACCOUNT_ROLE_MISSING = "account.role.missing" [account];
    /// The directory knows the application, Partner Center does not.
    ACCOUNT_APPLICATION_UNKNOWN = "account.application.unknown" [account];
    /// The account has no product that the application can see.
    ACCOUNT_PRODUCTS_NONE = "account.products.none" [account];
    /// A base address that cannot be one: not https (or loopback), or not an address at all.
    ACCOUNT_ENDPOINT_INVALID = "account.endpoint.invalid" [endpoint];
    /// A tenant or application id that is not one.
    ACCOUNT_ID_INVALID = "account.id.invalid" [field];
    /// An account, product, draft or job that is not there (any more).
    ACCOUNT_UNKNOWN = "account.unknown" [];

    // ---- products and submissions
    PRODUCT_UNKNOWN = "product.unknown" [product];
    /// 409: the product uses what the submission API does not support.
    PRODUCT_API_UNSUPPORTED = "product.api.unsupported" [product];
    /// Never published: the first submission is made in Partner Center.
    PRODUCT_FIRST_MISSING = "product.first.missing" [product];
    /// A submission is open that was not made on this computer.
    SUBMISSION_OPEN_ELSEWHERE = "submission.open.elsewhere" [submission];
    /// Somebody changed a submission since this computer sent it.
    SUBMISSION_CHANGED_ELSEWHERE = "submission.changed.elsewhere" [submission];
    /// A submission that was made or edited in Partner Center is closed to the API.
    SUBMISSION_PORTAL_EDITED = "submission.portal.edited" [submission];
    /// A rollout has to be finalized or halted first.
    SUBMISSION_ROLLOUT_RUNNING = "submission.rollout.running" [percentage];
    /// The submission is not there any more.
    SUBMISSION_GONE = "submission.gone" [submission];
    /// The state of the submission forbids the operation.
    SUBMISSION_STATE_REFUSED = "submission.state.refused" [status];
    /// After writing, reading back showed something else than was sent. Nothing was committed.
    SUBMISSION_READBACK_DIFFERS = "submission.readback.differs" [count];
    /// The commit fell back to a draft: a fault of the service.
    SUBMISSION_COMMIT_REVERTED = "submission.commit.reverted" [];
    /// The service refuses the content; its words are in the details.
    SUBMISSION_CONTENT_REFUSED = "submission.content.refused" [message];
    /// After processing, an expected package is not in the submission.
    SUBMISSION_PACKAGE_DROPPED = "submission.package.dropped" [name];
    /// The draft says the same as what is live.
    SUBMISSION_IDENTICAL = "submission.identical" [];

    // ---- the services and the network
    /// No connection from this computer.
    SERVICE_OFFLINE = "service.offline" [];
    /// Too many requests for this tenant.
    SERVICE_THROTTLED = "service.throttled" [seconds];
    /// No answer after several tries; what happened at the service is not known.
    SERVICE_SILENT = "service.silent" [tries, minutes, answer];
    /// The service failed.
    SERVICE_TROUBLE = "service.trouble" [status];
    /// An answer that is not what the service documents.
    SERVICE_ANSWER_UNREADABLE = "service.answer.unreadable" [];
    /// A refusal that nothing above describes.
    SERVICE_REFUSED = "service.refused" [status];

    // ---- upload and archive
    /// The upload address has ended.
    UPLOAD_LINK_EXPIRED = "upload.link.expired" [ended];
    /// There is no upload address: the submission was made in Partner Center.
    UPLOAD_LINK_MISSING = "upload.link.missing" [];
    UPLOAD_INTERRUPTED = "upload.interrupted" [percent];
    /// The host of the upload address does not answer while others do.
    UPLOAD_BLOCKED = "upload.blocked" [host];
    UPLOAD_REFUSED = "upload.refused" [status];
    /// A file that is to be sent is not where it was.
    ARCHIVE_FILE_MISSING = "archive.file.missing" [name];
    /// A file that is to be sent is not what it was when it was checked.
    ARCHIVE_FILE_CHANGED = "archive.file.changed" [name];

    // ---- files taken in
    FILE_MISSING = "file.missing" [name];
    FILE_UNREADABLE = "file.unreadable" [name];
    /// Recognised and of no use here; `what` is a word of the catalogue.
    FILE_UNSUPPORTED = "file.unsupported" [name, what];
    FILE_UNKNOWN = "file.unknown" [name];
    FILE_SAVE_REFUSED = "file.save.refused" [name, reason];
    /// A folder without anything of use.
    FILE_FOLDER_EMPTY = "file.folder.empty" [name];
    PACKAGE_FILE_UNREADABLE = "package.file.unreadable" [name];
    PACKAGE_FILE_INCOMPLETE = "package.file.incomplete" [name];
    PACKAGE_FILE_ENCRYPTED = "package.file.encrypted" [name];
    /// No manifest, or one that is not well formed.
    PACKAGE_FILE_MANIFEST = "package.file.manifest" [name];
    PACKAGE_FILE_TOOBIG = "package.file.toobig" [bytes, max];
    /// Refused for safety: more or bigger entries than any package has.
    PACKAGE_FILE_UNSAFE = "package.file.unsafe" [name];
    IMAGE_FILE_UNREADABLE = "image.file.unreadable" [name];
    /// The end of the image is missing.
    IMAGE_FILE_INCOMPLETE = "image.file.incomplete" [];
    /// Bytes behind the end of the image.
    IMAGE_FILE_TRAILING = "image.file.trailing" [bytes];
    IMAGE_FILE_TOOBIG = "image.file.toobig" [bytes, max];
    /// Refused for safety: more pixels than any picture of a listing has.
    IMAGE_FILE_UNSAFE = "image.file.unsafe" [name];

    // ---- rules: words of a listing
    LISTING_NONE = "listing.none" [];
    LISTING_LANGUAGE_UNKNOWN = "listing.language.unknown" [language];
    /// On the Store now, not in the draft: the language disappears for customers.
    LISTING_LANGUAGE_REMOVED = "listing.language.removed" [language];
    LISTING_DESCRIPTION_MISSING = "listing.description.missing" [language];
    /// No package speaks this language, so the listing needs a title of its own.
    LISTING_TITLE_MISSING = "listing.title.missing" [language];
    /// A package already names the product in this language; a title may make the commit fail.
    LISTING_TITLE_COVERED = "listing.title.covered" [language];
    LISTING_TITLE_EMOJI = "listing.title.emoji" [language];
    /// Only reserved names are accepted, and only the primary one can be known here.
    LISTING_TITLE_RESERVED = "listing.title.reserved" [language, title, product];
    LISTING_RELEASENOTES_FIRST = "listing.releasenotes.first" [language];
    LISTING_KEYWORDS_WORDS = "listing.keywords.words" [language, count, max];
    LISTING_KEYWORDS_REPEATED = "listing.keywords.repeated" [language, term];
    TEXT_TOOLONG = "text.toolong" [language, field, count, max, over];
    /// Within 2 per cent of a limit whose way of counting is not documented.
    TEXT_NEARLIMIT = "text.nearlimit" [language, field, count, max];
    /// Sources disagree: above the strict limit, within the lenient one.
    TEXT_ABOVESTRICT = "text.abovestrict" [language, field, count, strict, max];
    /// Some places show fewer characters.
    TEXT_CUTOFF = "text.cutoff" [language, field, count, shown];
    TEXT_CONTROL = "text.control" [language, field, character];
    TEXT_MARKUP = "text.markup" [language, field, tag];
    TEXT_BLANKS = "text.blanks" [language, field];
    TEXT_BULLET = "text.bullet" [language, field, number];
    TEXT_ITEMS_TOOMANY = "text.items.toomany" [language, field, count, max];
    TEXT_ITEM_EMPTY = "text.item.empty" [language, field, number];
    TEXT_ITEM_TOOLONG = "text.item.toolong" [language, field, number, count, max, over];
    TEXT_ITEM_ABOVESTRICT = "text.item.abovestrict" [language, field, number, count, strict, max];
    /// The value is not of the kind that the field holds.
    TEXT_KIND = "text.kind" [language, field];

    // ---- rules: images
    IMAGE_FORMAT_WRONG = "image.format.wrong" [format, slot];
    IMAGE_PIXELS_TOOSMALL = "image.pixels.toosmall" [width, height, min_width, min_height, slot];
    /// Above the largest size that the document names, which it does not call a maximum.
    IMAGE_PIXELS_TOOBIG = "image.pixels.toobig" [width, height, max_width, max_height, slot];
    /// Not one of the exact sizes; `allowed` reads `720×1080, 1440×2160`.
    IMAGE_PIXELS_WRONG = "image.pixels.wrong" [width, height, allowed, slot];
    IMAGE_ANIMATED = "image.animated" [slot];
    /// The camera's rotation mark is not honoured everywhere.
    IMAGE_ORIENTATION_ROTATED = "image.orientation.rotated" [];
    IMAGE_SLOT_UNKNOWN = "image.slot.unknown" [slot];
    IMAGE_SLOT_RETIRED = "image.slot.retired" [slot];
    IMAGE_COUNT_TOOMANY = "image.count.toomany" [language, slot, count, max];
    IMAGE_COUNT_ABOVESTRICT = "image.count.abovestrict" [language, slot, count, strict, max];
    IMAGE_CAPTION_TOOLONG = "image.caption.toolong" [language, count, max, over];
    IMAGE_TWICE = "image.twice" [language, slot];
    IMAGE_SCREENSHOT_NONE = "image.screenshot.none" [language];
    IMAGE_SCREENSHOT_FEW = "image.screenshot.few" [language, count, advised];
    IMAGE_HERO_MISSING = "image.hero.missing" [language];

    // ---- rules: packages
    PACKAGE_NONE = "package.none" [];
    PACKAGE_COUNT_TOOMANY = "package.count.toomany" [count, max];
    PACKAGE_IDENTITY_NAME = "package.identity.name" [name, found, expected];
    PACKAGE_IDENTITY_PUBLISHER = "package.identity.publisher" [name, found, expected];
    PACKAGE_IDENTITY_FAMILY = "package.identity.family" [name, found, expected];
    PACKAGE_DISPLAYNAME_OTHER = "package.displayname.other" [name, found, product];
    PACKAGE_VERSION_INVALID = "package.version.invalid" [name, version];
    PACKAGE_VERSION_FOURTH = "package.version.fourth" [name, version];
    PACKAGE_VERSION_SAME = "package.version.same" [name, version, architecture];
    PACKAGE_VERSION_LOWER = "package.version.lower" [name, version, live];
    PACKAGE_CAPABILITY_ADDED = "package.capability.added" [name, capability];
    PACKAGE_CAPABILITY_RESTRICTED = "package.capability.restricted" [name, capability];
    PACKAGE_LANGUAGE_NOLISTING = "package.language.nolisting" [language];
    PACKAGE_FAMILY_REMOVED = "package.family.removed" [family];
    PACKAGE_ARCHITECTURE_REMOVED = "package.architecture.removed" [architecture];
    PACKAGE_FORM_UPLOAD = "package.form.upload" [name];
    /// A package of resources: it installs only beside a main package.
    PACKAGE_RESOURCE_ALONE = "package.resource.alone" [name];

    // ---- rules: options
    OPTIONS_DATE_MISSING = "options.date.missing" [];
    OPTIONS_DATE_SOON = "options.date.soon" [date];
    OPTIONS_MANUAL_HANDOFF = "options.manual.handoff" [];
    OPTIONS_MODE_UNKNOWN = "options.mode.unknown" [mode];
    OPTIONS_NOTES_LONG = "options.notes.long" [count, max];
    OPTIONS_ROLLOUT_TEXTS = "options.rollout.texts" [percentage];
    /// The base price is one that the service refuses or turns into *free* without a word.
    PRICE_BASE_UNSET = "price.base.unset" [price];
    /// A file that was chosen as the price table names no tiers.
    PRICE_TABLE_NOTIERS = "price.table.notiers" [name];
    /// Its tiers stand there without amounts in a currency or market.
    PRICE_TABLE_NOAMOUNTS = "price.table.noamounts" [name];

    // ---- acts: rollout, sale, deletion
    /// The product is not in a state in which this act means anything.
    ACT_NOTNOW = "act.notnow" [product];
    /// The hold is over: the act was sent.
    ACT_UNDO_TOOLATE = "act.undo.toolate" [];
    /// A submission is open or under way; this has to wait for it, or it goes first.
    SALE_SUBMISSION_OPEN = "sale.submission.open" [submission];
    /// The sale was not stopped from this computer: nobody here knows the visibility before.
    SALE_VISIBILITY_UNKNOWN = "sale.visibility.unknown" [product];
    /// Not on sale by a switch of Partner Center; its visibility was never changed, so there is nothing to send back.
    SALE_HIDDEN_NOT = "sale.hidden.not" [product];
    FLIGHT_PACKAGES_NONE = "flight.packages.none" [flight];
    FLIGHT_NAME_EMPTY = "flight.name.empty" [];
    /// Not the number that stands at the end of a group's address.
    FLIGHT_GROUP_INVALID = "flight.group.invalid" [group];
    /// The service hands out no bytes, and this computer does not have the file.
    FLIGHT_PACKAGE_ELSEWHERE = "flight.package.elsewhere" [name];
    /// The app has an add-on with this product id.
    ADDON_PRODUCTID_TAKEN = "addon.productid.taken" [id];
    // ---- what the service says inside a submission's status details
    STATUS_INVALIDARCHIVE = "status.invalidarchive" [details];
    STATUS_MISSINGFILES = "status.missingfiles" [details];
    STATUS_PACKAGEVALIDATIONFAILED = "status.packagevalidationfailed" [details];
    STATUS_PACKAGEVALIDATIONWARNING = "status.packagevalidationwarning" [details];
    STATUS_INVALIDPARAMETERVALUE = "status.invalidparametervalue" [details];
    STATUS_INVALIDOPERATION = "status.invalidoperation" [details];
    STATUS_INVALIDSTATE = "status.invalidstate" [details];
    STATUS_RESOURCENOTFOUND = "status.resourcenotfound" [details];
    STATUS_SERVICEERROR = "status.serviceerror" [details];
    STATUS_LISTINGOPTOUTWARNING = "status.listingoptoutwarning" [details];
    STATUS_LISTINGOPTINWARNING = "status.listingoptinwarning" [details];
    STATUS_UPDATEONLYWARNING = "status.updateonlywarning" [details];
    STATUS_SALESUNSUPPORTEDWARNING = "status.salesunsupportedwarning" [details];
    STATUS_INVALIDMICROSOFTAGERATING = "status.invalidmicrosoftagerating" [details];
    STATUS_ISINTERNALERROR = "status.isinternalerror" [details];
    STATUS_NOVALIDPACKAGES = "status.novalidpackages" [details];
    /// A code that nobody here knows, with what the service said about it.
    STATUS_OTHER = "status.other" [code, details];
    /// The submission failed without naming a reason; the report in Partner Center may.
    STATUS_FAILED = "status.failed" [status];

    // ---- drafts, jobs, storage and commands
    DRAFT_CONFLICT = "draft.conflict" [count];
    /// The product has a draft on this computer already.
    DRAFT_EXISTS = "draft.exists" [submission];
    DRAFT_EDIT_REFUSED = "draft.edit.refused" [why];
    DRAFT_UNKNOWN = "draft.unknown" [];
    /// The draft was changed in another window since this edit was made.
    DRAFT_REVISION_OLD = "draft.revision.old" [];
    DRAFT_PROBLEMS = "draft.problems" [count];
    JOB_UNKNOWN = "job.unknown" [];
    JOB_RUNNING = "job.running" [];
    JOB_CANCEL_TOOLATE = "job.cancel.toolate" [step];
    JOB_INTERRUPTED = "job.interrupted" [step];
    STORAGE_FULL = "storage.full" [];
    STORAGE_LOCKED = "storage.locked" [];
    STORAGE_DAMAGED = "storage.damaged" [];
    STORAGE_UNWRITABLE = "storage.unwritable" [];
    KEYRING_ABSENT = "keyring.absent" [];
    KEYRING_REFUSED = "keyring.refused" [];
    COMMAND_UNKNOWN = "command.unknown" [name];
    COMMAND_ARGUMENTS = "command.arguments" [name, reason];
    /// The Store API is not known in this directory: it is not linked with Partner Center.
    SIGNIN_RESOURCE_MISSING = "signin.resource.missing" [];
    /// An administrator switched the application off.
    SIGNIN_APPLICATION_DISABLED = "signin.application.disabled" [];
    /// A rule of the organisation stops the sign-in.
    SIGNIN_BLOCKED = "signin.blocked" [];
    /// The sign-in service itself does not work.
    SIGNIN_TROUBLE = "signin.trouble" [];
    /// A base address with plain http to another computer.
    ACCOUNT_ENDPOINT_PLAIN = "account.endpoint.plain" [endpoint];
    /// The server could not prove who it is.
    SERVICE_UNTRUSTED = "service.untrusted" [];
    /// A proxy on the way wants to be signed in to.
    SERVICE_PROXY = "service.proxy" [];
    /// 404.
    SERVICE_NOTFOUND = "service.notfound" [];
    /// Bytes arrived altered, three times in a row.
    UPLOAD_ALTERED = "upload.altered" [];
    /// A file that is to be sent cannot be read now.
    ARCHIVE_FILE_UNREADABLE = "archive.file.unreadable" [reason];
    /// Names in the submission that the archive lacks, or the reverse.
    ARCHIVE_NAMES_DIFFER = "archive.names.differ" [missing, unexpected];
    /// An image that fits no slot of the Store.
    IMAGE_SLOT_NONE = "image.slot.none" [name, width, height];
    LISTING_LANGUAGE_EXISTS = "listing.language.exists" [language];
    JOB_CANCELLED = "job.cancelled" [];
    /// A newer Vitrine wrote this data folder.
    STORAGE_NEWER = "storage.newer" [];
    /// A secret inside the document was kept for an earlier run only.
    SECRET_AGAIN = "secret.again" [shown];
    PRACTICE_UNAVAILABLE = "practice.unavailable" [reason];
    LINK_REFUSED = "link.refused" [shown];
    FILE_EMPTY = "file.empty" [name];
    /// A name that promises a package, and another content.
    PACKAGE_FILE_NOTAPACKAGE = "package.file.notapackage" [name];
    /// A package inside a bundle is another one than the bundle says; `field` is name, publisher, version, architecture or role.
    PACKAGE_FILE_MIXED = "package.file.mixed" [name, inside, field, found, expected];
    /// A bundle lacks a package that it names, holds one that it does not name, or keeps it elsewhere or compressed.
    PACKAGE_FILE_CONTENTS = "package.file.contents" [name, inside];
    /// An upload file with more than one package or bundle.
    PACKAGE_FILE_SEVERAL = "package.file.several" [name, count];
    /// A name that promises a picture, and another content.
    IMAGE_FILE_NOTANIMAGE = "image.file.notanimage" [name];
    /// A PNG in the form of Apple's Xcode, which only iOS reads.
    IMAGE_FILE_IPHONE = "image.file.iphone" [name];
    // ---- videos
    /// A name that promises a video, and another content; or sound without a picture.
    VIDEO_FILE_NOTAVIDEO = "video.file.notavideo" [name];
    VIDEO_FILE_UNREADABLE = "video.file.unreadable" [name];
    /// The file ends before what its headers announce.
    VIDEO_FILE_INCOMPLETE = "video.file.incomplete" [name];
    /// Beyond what Vitrine reads: a file made to hurt a reader.
    VIDEO_FILE_UNSAFE = "video.file.unsafe" [name];
    VIDEO_FILE_TOOBIG = "video.file.toobig" [bytes, max];
    VIDEO_PIXELS_WRONG = "video.pixels.wrong" [width, height, allowed];
    VIDEO_LENGTH_LONG = "video.length.long" [seconds, advised];
    /// Another picture format than the one that the Store's page names; `codec` are its four characters.
    VIDEO_CODEC_OTHER = "video.codec.other" [codec, advised];
    VIDEO_AUDIO_OTHER = "video.audio.other" [codec, advised];
    /// The index stands behind the pictures.
    VIDEO_LAYOUT_LATE = "video.layout.late" [];
    VIDEO_LAYOUT_EDITS = "video.layout.edits" [];
    /// A fault of Vitrine itself.
    APP_FAULT = "app.fault" [];
}

/// Whether a code is in the list.
pub fn is_known(code: &str) -> bool {
    ALL.contains(&code)
}

#[cfg(test)]
mod tests;
