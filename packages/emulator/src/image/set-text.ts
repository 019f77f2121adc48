/** How wide a text is at a font size, in pixels. */
export type Measure = (text: string, fontSize: number) => number;

export interface TextBox {
  readonly width: number;
  readonly height: number;
  readonly largest: number;
  readonly smallest: number;
  /** Line to line, in font sizes. */
  readonly lineHeight: number;
}

export interface SetText {
  readonly lines: readonly string[];
  readonly fontSize: number;
}

const STEPS = 8;
/** Longer texts are cut before they are measured: no image holds more. */
const LONGEST = 1200;

/** Sets a text as large as fits the box; at the smallest size it is cut, with an ellipsis. */
export function setText(text: string, box: TextBox, measure: Measure): SetText {
  const words = splitWords(text.slice(0, LONGEST).replace(/\s+/g, " ").trim());
  for (let step = 0; step <= STEPS; step++) {
    const fontSize = box.largest * (box.smallest / box.largest) ** (step / STEPS);
    const lines = wrap(words, box.width, (part) => measure(part, fontSize));
    const room = Math.max(1, Math.floor(box.height / (fontSize * box.lineHeight)));
    if (lines.length <= room) return { lines, fontSize };
    if (step === STEPS) return { lines: cut(lines, room, box.width, (part) => measure(part, fontSize)), fontSize };
  }
  return { lines: [], fontSize: box.smallest };
}

/** Words with the space after them; Chinese and Japanese break between any two characters. */
function splitWords(text: string): string[] {
  return (
    text.match(
      /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff]\s?|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff]+\s?/gu,
    ) ?? []
  );
}

function wrap(words: readonly string[], width: number, measure: (part: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words.flatMap((whole) => breakWord(whole, width, measure))) {
    if (line !== "" && measure((line + word).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += word;
  }
  if (line !== "") lines.push(line.trimEnd());
  return lines;
}

/** A word that is wider than a line, such as an address, is broken anywhere. */
function breakWord(word: string, width: number, measure: (part: string) => number): string[] {
  if (measure(word) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  for (const character of word) {
    if (part !== "" && measure(part + character) > width) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}

function cut(lines: readonly string[], room: number, width: number, measure: (part: string) => number): string[] {
  const kept = lines.slice(0, room);
  const characters = [...(kept.pop() ?? "")];
  while (characters.length > 0 && measure(`${characters.join("").trimEnd()}…`) > width) characters.pop();
  return [...kept, `${characters.join("").trimEnd()}…`];
}
