// Made by `cargo xtask bindings` from the command table; edit the table instead.
export type { About } from "./About";
export type { Account } from "./Account";
export type { AccountForm } from "./AccountForm";
export type { AccountId } from "./AccountId";
export type { AccountListing } from "./AccountListing";
export type { Act } from "./Act";
export type { ActFact } from "./ActFact";
export type { ActName } from "./ActName";
export type { ActOutcome } from "./ActOutcome";
export type { ActSheet } from "./ActSheet";
export type { ActivityAsk } from "./ActivityAsk";
export type { ActivityEntry } from "./ActivityEntry";
export type { ActivityText } from "./ActivityText";
export type { ActivityView } from "./ActivityView";
export type { ActivityWhat } from "./ActivityWhat";
export type { AddOnCell } from "./AddOnCell";
export type { AddOnCellEdit } from "./AddOnCellEdit";
export type { AddOnFacts } from "./AddOnFacts";
export type { AddOnForm } from "./AddOnForm";
export type { AddOnGrid } from "./AddOnGrid";
export type { AddOnGridAct } from "./AddOnGridAct";
export type { AddOnGridPatch } from "./AddOnGridPatch";
export type { AddOnGridRefusal } from "./AddOnGridRefusal";
export type { AddOnGridRow } from "./AddOnGridRow";
export type { AddOnGridSaved } from "./AddOnGridSaved";
export type { AddOnList } from "./AddOnList";
export type { AddOnRow } from "./AddOnRow";
export type { AppEvent } from "./AppEvent";
export type { AtMicrosoft } from "./AtMicrosoft";
export type { BudgetView } from "./BudgetView";
export type { CancelMeans } from "./CancelMeans";
export type { Capability } from "./Capability";
export type { Category } from "./Category";
export type { ChangeGroup } from "./ChangeGroup";
export type { ChangeKind } from "./ChangeKind";
export type { Changes } from "./Changes";
export type { CheckReport } from "./CheckReport";
export type { Choice } from "./Choice";
export type { Command } from "./Command";
export type { CommandName } from "./CommandName";
export type { ComputerPlace } from "./ComputerPlace";
export type { ConflictChoices } from "./ConflictChoices";
export type { ConflictShown } from "./ConflictShown";
export type { ConflictWith } from "./ConflictWith";
export type { ConflictsView } from "./ConflictsView";
export type { Consequence } from "./Consequence";
export type { ContentRole } from "./ContentRole";
export type { DataFolder } from "./DataFolder";
export type { Details } from "./Details";
export type { DeviceFamily } from "./DeviceFamily";
export type { Difference } from "./Difference";
export type { DraftId } from "./DraftId";
export type { DraftMark } from "./DraftMark";
export type { DraftPatch } from "./DraftPatch";
export type { DraftSaved } from "./DraftSaved";
export type { DraftView } from "./DraftView";
export type { Dragged } from "./Dragged";
export type { Edit } from "./Edit";
export type { EndpointsKind } from "./EndpointsKind";
export type { EndpointsView } from "./EndpointsView";
export type { Existence } from "./Existence";
export type { FieldLimit } from "./FieldLimit";
export type { FileCard } from "./FileCard";
export type { FileFacts } from "./FileFacts";
export type { FileId } from "./FileId";
export type { FilesChoose } from "./FilesChoose";
export type { FilesPlace } from "./FilesPlace";
export type { FilesWanted } from "./FilesWanted";
export type { Fit } from "./Fit";
export type { FlightFacts } from "./FlightFacts";
export type { FlightForm } from "./FlightForm";
export type { FlightList } from "./FlightList";
export type { FlightRow } from "./FlightRow";
export type { Flushed } from "./Flushed";
export type { GuidePlace } from "./GuidePlace";
export type { Held } from "./Held";
export type { Help } from "./Help";
export type { HelpCategory } from "./HelpCategory";
export type { HelpFact } from "./HelpFact";
export type { HelpRequest } from "./HelpRequest";
export type { HoldPause } from "./HoldPause";
export type { Home } from "./Home";
export type { ImageFacts } from "./ImageFacts";
export type { ImageFormat } from "./ImageFormat";
export type { ImageSlot } from "./ImageSlot";
export type { Job } from "./Job";
export type { JobId } from "./JobId";
export type { JobPhase } from "./JobPhase";
export type { JobPurpose } from "./JobPurpose";
export type { JobStatus } from "./JobStatus";
export type { JobStep } from "./JobStep";
export type { KeyKept } from "./KeyKept";
export type { Language } from "./Language";
export type { LanguageAdd } from "./LanguageAdd";
export type { LanguageChoice } from "./LanguageChoice";
export type { LanguageRemove } from "./LanguageRemove";
export type { Link } from "./Link";
export type { LivePlace } from "./LivePlace";
export type { LiveProduct } from "./LiveProduct";
export type { LiveWords } from "./LiveWords";
export type { Mark } from "./Mark";
export type { Market } from "./Market";
export type { MicrosoftPlace } from "./MicrosoftPlace";
export type { NextAction } from "./NextAction";
export type { NextStep } from "./NextStep";
export type { NotRestored } from "./NotRestored";
export type { NotSent } from "./NotSent";
export type { OpenSubmission } from "./OpenSubmission";
export type { Outcome } from "./Outcome";
export type { Overdue } from "./Overdue";
export type { PackageContent } from "./PackageContent";
export type { PackageFacts } from "./PackageFacts";
export type { PackageForm } from "./PackageForm";
export type { PackageIdentity } from "./PackageIdentity";
export type { ParentApp } from "./ParentApp";
export type { PartCounts } from "./PartCounts";
export type { PendingOrigin } from "./PendingOrigin";
export type { PendingView } from "./PendingView";
export type { PlaceName } from "./PlaceName";
export type { Placement } from "./Placement";
export type { Pointer } from "./Pointer";
export type { Practice } from "./Practice";
export type { Prerequisite } from "./Prerequisite";
export type { PriceColumn } from "./PriceColumn";
export type { PriceTable } from "./PriceTable";
export type { PriceTableImport } from "./PriceTableImport";
export type { PriceTableView } from "./PriceTableView";
export type { PriceTier } from "./PriceTier";
export type { PricedTier } from "./PricedTier";
export type { Problem } from "./Problem";
export type { ProductId } from "./ProductId";
export type { ProductKind } from "./ProductKind";
export type { ProductList } from "./ProductList";
export type { ProductPage } from "./ProductPage";
export type { ProductRow } from "./ProductRow";
export type { ProductView } from "./ProductView";
export type { Progress } from "./Progress";
export type { PublishRequest } from "./PublishRequest";
export type { Report } from "./Report";
export type { ReviewView } from "./ReviewView";
export type { Ribbon } from "./Ribbon";
export type { RolloutState } from "./RolloutState";
export type { RolloutView } from "./RolloutView";
export type { Run } from "./Run";
export type { RunKind } from "./RunKind";
export type { Section } from "./Section";
export type { SectionState } from "./SectionState";
export type { SectionStatus } from "./SectionStatus";
export type { Session } from "./Session";
export type { Settings } from "./Settings";
export type { Severity } from "./Severity";
export type { ShownState } from "./ShownState";
export type { Side } from "./Side";
export type { Size } from "./Size";
export type { Slot } from "./Slot";
export type { SlotGroup } from "./SlotGroup";
export type { Snapshot } from "./Snapshot";
export type { SnapshotCopied } from "./SnapshotCopied";
export type { SnapshotId } from "./SnapshotId";
export type { SnapshotReason } from "./SnapshotReason";
export type { SnapshotView } from "./SnapshotView";
export type { Standing } from "./Standing";
export type { StateSeen } from "./StateSeen";
export type { Step } from "./Step";
export type { StepName } from "./StepName";
export type { StepState } from "./StepState";
export type { StoreTables } from "./StoreTables";
export type { TargetFamily } from "./TargetFamily";
export type { Theme } from "./Theme";
export type { TierSet } from "./TierSet";
export type { Usual } from "./Usual";
export type { Verdict } from "./Verdict";
export type { VideoContainer } from "./VideoContainer";
export type { VideoFacts } from "./VideoFacts";
export type { Wanted } from "./Wanted";
export type { WorldRegion } from "./WorldRegion";
export type { Api } from "./api";

/** Every problem the core can name. */
export const PROBLEM_CODES = [
  "signin.key.wrong",
  "signin.key.expired",
  "signin.key.missing",
  "signin.key.empty",
  "signin.tenant.unknown",
  "signin.application.unknown",
  "signin.refused",
  "account.role.missing",
  "account.application.unknown",
  "account.products.none",
  "account.endpoint.invalid",
  "account.id.invalid",
  "account.unknown",
  "product.unknown",
  "product.api.unsupported",
  "product.first.missing",
  "submission.open.elsewhere",
  "submission.changed.elsewhere",
  "submission.portal.edited",
  "submission.rollout.running",
  "submission.gone",
  "submission.state.refused",
  "submission.readback.differs",
  "submission.commit.reverted",
  "submission.content.refused",
  "submission.package.dropped",
  "submission.identical",
  "service.offline",
  "service.throttled",
  "service.silent",
  "service.trouble",
  "service.answer.unreadable",
  "service.refused",
  "upload.link.expired",
  "upload.link.missing",
  "upload.interrupted",
  "upload.blocked",
  "upload.refused",
  "archive.file.missing",
  "archive.file.changed",
  "file.missing",
  "file.unreadable",
  "file.unsupported",
  "file.unknown",
  "file.save.refused",
  "file.folder.empty",
  "package.file.unreadable",
  "package.file.incomplete",
  "package.file.encrypted",
  "package.file.manifest",
  "package.file.toobig",
  "package.file.unsafe",
  "image.file.unreadable",
  "image.file.incomplete",
  "image.file.trailing",
  "image.file.toobig",
  "image.file.unsafe",
  "listing.none",
  "listing.language.unknown",
  "listing.language.removed",
  "listing.description.missing",
  "listing.title.missing",
  "listing.title.covered",
  "listing.title.emoji",
  "listing.title.reserved",
  "listing.releasenotes.first",
  "listing.keywords.words",
  "listing.keywords.repeated",
  "text.toolong",
  "text.nearlimit",
  "text.abovestrict",
  "text.cutoff",
  "text.control",
  "text.markup",
  "text.blanks",
  "text.bullet",
  "text.items.toomany",
  "text.item.empty",
  "text.item.toolong",
  "text.item.abovestrict",
  "text.kind",
  "image.format.wrong",
  "image.pixels.toosmall",
  "image.pixels.toobig",
  "image.pixels.wrong",
  "image.animated",
  "image.orientation.rotated",
  "image.slot.unknown",
  "image.slot.retired",
  "image.count.toomany",
  "image.count.abovestrict",
  "image.caption.toolong",
  "image.twice",
  "image.screenshot.none",
  "image.screenshot.few",
  "image.hero.missing",
  "package.none",
  "package.count.toomany",
  "package.identity.name",
  "package.identity.publisher",
  "package.identity.family",
  "package.displayname.other",
  "package.version.invalid",
  "package.version.fourth",
  "package.version.same",
  "package.version.lower",
  "package.capability.added",
  "package.capability.restricted",
  "package.language.nolisting",
  "package.family.removed",
  "package.architecture.removed",
  "package.form.upload",
  "package.resource.alone",
  "options.date.missing",
  "options.date.soon",
  "options.manual.handoff",
  "options.mode.unknown",
  "options.notes.long",
  "options.rollout.texts",
  "price.base.unset",
  "price.table.notiers",
  "price.table.noamounts",
  "act.notnow",
  "act.undo.toolate",
  "sale.submission.open",
  "sale.visibility.unknown",
  "sale.hidden.not",
  "flight.packages.none",
  "flight.name.empty",
  "flight.group.invalid",
  "flight.package.elsewhere",
  "addon.productid.taken",
  "status.invalidarchive",
  "status.missingfiles",
  "status.packagevalidationfailed",
  "status.packagevalidationwarning",
  "status.invalidparametervalue",
  "status.invalidoperation",
  "status.invalidstate",
  "status.resourcenotfound",
  "status.serviceerror",
  "status.listingoptoutwarning",
  "status.listingoptinwarning",
  "status.updateonlywarning",
  "status.salesunsupportedwarning",
  "status.invalidmicrosoftagerating",
  "status.isinternalerror",
  "status.novalidpackages",
  "status.other",
  "status.failed",
  "draft.conflict",
  "draft.exists",
  "draft.edit.refused",
  "draft.unknown",
  "draft.revision.old",
  "draft.problems",
  "job.unknown",
  "job.running",
  "job.cancel.toolate",
  "job.interrupted",
  "storage.full",
  "storage.locked",
  "storage.damaged",
  "storage.unwritable",
  "keyring.absent",
  "keyring.refused",
  "command.unknown",
  "command.arguments",
  "signin.resource.missing",
  "signin.application.disabled",
  "signin.blocked",
  "signin.trouble",
  "account.endpoint.plain",
  "service.untrusted",
  "service.proxy",
  "service.notfound",
  "upload.altered",
  "archive.file.unreadable",
  "archive.names.differ",
  "image.slot.none",
  "listing.language.exists",
  "job.cancelled",
  "storage.newer",
  "secret.again",
  "practice.unavailable",
  "link.refused",
  "file.empty",
  "package.file.notapackage",
  "package.file.mixed",
  "package.file.contents",
  "package.file.several",
  "image.file.notanimage",
  "image.file.iphone",
  "video.file.notavideo",
  "video.file.unreadable",
  "video.file.incomplete",
  "video.file.unsafe",
  "video.file.toobig",
  "video.pixels.wrong",
  "video.length.long",
  "video.codec.other",
  "video.audio.other",
  "video.layout.late",
  "video.layout.edits",
  "app.fault",
  "price.base.unknown",
  "price.base.notavailable",
  "price.base.changed",
  "price.market.unknown",
  "price.stopped",
  "price.trial.unknown",
  "market.unknown",
  "market.none",
  "market.removed",
  "visibility.unset",
  "visibility.unknown",
  "visibility.private",
  "visibility.hidden",
  "category.missing",
  "category.unknown",
  "category.subcategory.none",
  "category.game.left",
  "category.game.entered",
  "hardware.unknown",
  "hardware.added",
  "declaration.accessibility",
  "game.settings.empty",
  "game.settings.several",
  "game.settings.unused",
  "game.genre.missing",
  "game.genre.unknown",
  "game.genre.many",
  "game.players.missing",
  "game.players.range",
  "game.players.order",
  "game.kinect.unknown",
  "trailer.count.toomany",
  "trailer.removed",
  "trailer.language.nolisting",
  "trailer.language.missing",
  "trailer.title.missing",
  "trailer.thumbnail.missing",
  "trailer.thumbnail.several",
  "image.family.missing",
  "rollout.percentage.missing",
  "rollout.percentage.range",
  "rollout.percentage.zero",
  "rollout.percentage.whole",
  "update.mandatory.portal",
  "update.date.missing",
  "update.date.past",
  "options.licensing.unknown",
  "options.licensing.portal",
  "addon.unread",
  "addon.title.missing",
  "addon.content.missing",
  "addon.content.unknown",
  "addon.lifetime.unknown",
  "addon.keywords.toomany",
  "addon.keyword.toolong",
  "addon.keyword.repeated",
  "addon.tag.toolong",
  "addon.productid.missing",
  "addon.productid.toolong",
  "addon.productid.characters",
  "flight.groups.none",
] as const;
