// A text as a search compares it: without case and without accents, so that "francais" finds « français ».

export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .trim();
}
