/** Columns a line of a literal may have. */
const COLUMNS = 110;
/** Lists of things as short as this have several on a line. */
const SHORT = 24;

/** Plain data as a TypeScript literal: what fits stands on one line, large numbers are grouped. */
export function literal(value: unknown, indent = ""): string {
  const flat = oneLine(value);
  if (typeof value !== "object" || value === null || indent.length + flat.length <= COLUMNS) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${itemLines(value, inner).join("\n")}\n${indent}]`;
  const lines = Object.entries(value).map(([name, one]) => `${inner}${key(name)}: ${literal(one, inner)},`);
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function itemLines(items: readonly unknown[], indent: string): readonly string[] {
  const flat = items.map((item) => `${oneLine(item)},`);
  if (flat.some((item) => item.length > SHORT)) return items.map((item) => `${indent}${literal(item, indent)},`);
  const lines: string[] = [];
  let line = indent.trimEnd();
  for (const item of flat) {
    if (line !== "" && indent.length + line.length + item.length > COLUMNS) {
      lines.push(indent + line);
      line = "";
    }
    line = line === "" ? item : `${line} ${item}`;
  }
  return [...lines, indent + line];
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([name, one]) => `${key(name)}: ${oneLine(one)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return typeof value === "number" ? grouped(value) : stringLiteral(String(value), value);
}

/** `__proto__` written plainly would set a prototype instead of a field. */
function key(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_]\w*$/.test(name) ? name : stringLiteral(name, name);
}

function stringLiteral(text: string, value: unknown): string {
  return typeof value === "string" ? quotedText(text) : text;
}

/** A text in quotes: every character that an editor does not show is written as its number. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function grouped(value: number): string {
  const text = String(value);
  return /^-?\d{5,}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, "_") : text;
}
