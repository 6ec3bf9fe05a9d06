/** A text, or one sign of JSON with the comma after it. */
const token = /(?:"(?:[^"\\]|\\.)*":|"(?:[^"\\]|\\.)*"|[^\s",:{}[\]]+|[{}[\]]),?/g;

/** A value as JSON in ASCII, as many of its signs on a line as fit; a text that is longer than a line stands alone. */
export function jsonLines(value: unknown, columns: number): readonly string[] {
  const json = JSON.stringify(value).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const lines: string[] = [];
  let line = "";
  for (const sign of json.match(token) ?? []) {
    const glue = line === "" || /[{[]$/.test(line) || /^[}\]]/.test(sign) ? "" : " ";
    if (line.length + glue.length + sign.length <= columns) line += glue + sign;
    else {
      lines.push(line);
      line = sign;
    }
  }
  return [...lines, line];
}
