// What pages are made of. Features import from here.
//
// - Looks come from styles/tokens.css through CSS modules; no colour, no size of type is decided in a component's markup,
//   and there is no inline style anywhere (a value that varies is a `data-` attribute).
// - Buttons are <Button> (outline unless told): one `appearance="primary"` a page, in Page's `actions`; `size="small"` in
//   rows. Fluent gives Input, Textarea, Menu, Dialog, Checkbox, Radio, Tooltip; their edges are set right globally.
// - Words that a component shows by itself stand in `common.json` and `states.json`; everything else is a prop.
// - A component never asks the core. ProblemBar's *Get help* and ProductMark's picture are the two that reach the host.

export * from "./AssetTile.tsx";
export * from "./Awning.tsx";
export * from "./Button.tsx";
export * from "./ConfirmDialog.tsx";
export * from "./DiffText.tsx";
export * from "./DraftCheck.tsx";
export * from "./DraftChecks.tsx";
export * from "./DraftChoice.tsx";
export * from "./DraftNumber.tsx";
export * from "./DraftText.tsx";
export * from "./DropOverlay.tsx";
export { type DiffPart, diffWords } from "./diffWords.ts";
export * from "./EmptyState.tsx";
export * from "./FieldGroup.tsx";
export * from "./FieldParts.tsx";
export * from "./Filters.tsx";
export * from "./FocusOnce.tsx";
export * from "./Folded.tsx";
export * from "./FormField.tsx";
export * from "./GuideBar.tsx";
export * from "./HandOffCard.tsx";
export * from "./LanguageDialog.tsx";
export * from "./Moment.tsx";
export { momentOf, type Typed, typedOf } from "./moment.ts";
export * from "./Page.tsx";
export * from "./ProblemBar.tsx";
export * from "./ProblemList.tsx";
export * from "./ProductMark.tsx";
export * from "./ProgressRow.tsx";
export * from "./Ribbon.tsx";
export * from "./SearchDialog.tsx";
export * from "./Sill.tsx";
export * from "./Skeleton.tsx";
export * from "./StatusGlyph.tsx";
export * from "./Timeline.tsx";
export * from "./WordsField.tsx";
