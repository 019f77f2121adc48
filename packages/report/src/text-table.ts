/** A piece of a cell: its words, and how they are painted after they are laid out. */
export interface CellLine {
  text: string;
  paint?: (text: string) => string;
}

/** Breaks text into lines of at most `width`, at spaces where there are any; the indent of the text holds for each. */
export function wrapText(indented: string, width: number): string[] {
  const text = indented.trimStart();
  const indent = indented.slice(0, indented.length - text.length);
  return breakText(text, width - indent.length).map((line) => indent + line);
}

function breakText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (let word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = "";
    }
    while (word.length > width) {
      lines.push(word.slice(0, width));
      word = word.slice(width);
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}

/** Lays out one row of cells, each of several lines, in columns of these widths; a cell that is too long is wrapped. */
export function layOutRow(cells: readonly (readonly CellLine[])[], widths: readonly number[], gap = 2): string[] {
  const columns = cells.map((cell, index) =>
    cell.flatMap(({ text, paint }) => wrapText(text, widths[index] ?? 80).map((line) => ({ text: line, paint }))),
  );
  const height = Math.max(...columns.map((column) => column.length));
  return Array.from({ length: height }, (_, at) =>
    columns
      .map((column, index) => {
        const { text = "", paint } = column[at] ?? {};
        const padding = index === columns.length - 1 ? "" : " ".repeat((widths[index] ?? 0) - text.length + gap);
        return (text !== "" && paint ? paint(text) : text) + padding;
      })
      .join("")
      .trimEnd(),
  );
}
