/**
 * Breaks a text into lines at spaces; a word longer than a line is cut.
 *
 * @param columns characters a line may have, at least 8 are used
 */
export function wrap(text: string, columns: number): string[] {
  const width = Math.max(8, columns);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(betweenWords).flatMap((whole) => pieces(whole, width))) {
    if (line === "") line = word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  return lines;
}

/** The same with `first` before the first line and as many spaces before the others. */
export function hang(first: string, text: string, columns: number): string[] {
  const indent = " ".repeat(first.length);
  return wrap(text, columns - first.length).map((line, index) => (index === 0 ? first : indent) + line);
}

/** A number stays with its unit. */
const betweenWords = / (?!(?:us|ms|s|min)\b)/;

function pieces(word: string, width: number): string[] {
  const parts: string[] = [];
  for (let rest = word; parts.length === 0 || rest !== ""; rest = rest.slice(width)) parts.push(rest.slice(0, width));
  return parts;
}
