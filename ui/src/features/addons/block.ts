// Blocks of cells as spreadsheets put them on the clipboard: a line a row, tabs between cells, quotes around a cell that holds
// a tab, a quote or a line break.

export type Block = readonly (readonly string[])[];

export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const plain = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  const ends = () => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain[at] as string;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (plain[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === "" && closes(plain, at)) quoted = true;
    else if (sign === "\t") ends();
    else if (sign === "\n") {
      ends();
      rows.push([]);
    } else cell += sign;
  }
  ends();
  // Spreadsheets end the last line too.
  const last = rows.at(-1);
  if (rows.length > 1 && last?.length === 1 && last[0] === "") rows.pop();
  return rows;
}

/** A quote that opens a cell has its partner right before a tab, a line's end or the end; any other is a sign of the text. */
function closes(text: string, from: number): boolean {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') {
      at += 1;
      continue;
    }
    return at + 1 === text.length || text[at + 1] === "\t" || text[at + 1] === "\n";
  }
  return false;
}

export function writeBlock(block: Block): string {
  const written = (cell: string) => (/["\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return block.map((row) => row.map(written).join("\t")).join("\n");
}
