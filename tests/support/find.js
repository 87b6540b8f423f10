// The element with a role and an accessible name, or null: what a screen reader would offer, on the page's top layer.
// The common part of the W3C name computation: aria-labelledby, aria-label, the labels of a field, alt, the own text.

const ROLES = {
  button: "button, summary, [role=button], input[type=button], input[type=submit]",
  link: "a[href], [role=link]",
  textbox: "textarea, input:not([type]), input[type=text], input[type=search], input[type=url], input[type=password], [role=textbox], [role=searchbox], [contenteditable=true]",
  checkbox: "input[type=checkbox], [role=checkbox]",
  switch: "[role=switch]",
  radio: "input[type=radio], [role=radio]",
  combobox: "select, [role=combobox]",
  heading: "h1, h2, h3, h4, h5, h6, [role=heading]",
  row: "tr, [role=row]",
  region: "section[aria-label], section[aria-labelledby], [role=region]",
  img: "img, svg[role=img], [role=img]",
};

const words = (text) => text.replace(/[\s\u00a0\u202f]+/g, " ").trim();

function nameOf(element) {
  const labelled = element.getAttribute("aria-labelledby");
  if (labelled) return words(labelled.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" "));
  const label = element.getAttribute("aria-label");
  if (label) return words(label);
  if (element.labels?.length) return words([...element.labels].map((one) => one.textContent).join(" "));
  if (element.hasAttribute("alt")) return words(element.getAttribute("alt"));
  const own = [...element.childNodes].map((node) =>
    node.nodeType === Node.TEXT_NODE ? node.data : node.nodeType === Node.ELEMENT_NODE && node.getAttribute("aria-hidden") !== "true" ? nameOf(node) : "",
  );
  return words(own.join("")) || words(element.title ?? element.placeholder ?? "");
}

function find(role, name) {
  const selector = ROLES[role] ?? `[role=${role}]`;
  const able = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.closest("[inert], [aria-hidden=true]") === null &&
    !element.matches(":disabled, [aria-disabled=true]");
  const found = [...document.querySelectorAll(selector)].filter((element) => able(element) && nameOf(element) === words(name));
  // A dialog covers the page: what stands in it comes first.
  return found.find((element) => element.closest("[role=dialog], [role=alertdialog], dialog[open]")) ?? found[0] ?? null;
}
