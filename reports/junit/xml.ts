import { printable } from "../printable.ts";

// XML 1.0 knows none of these, not even escaped; half of a surrogate pair is no character either.
const noCharacter =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text of our own, of several lines perhaps, as the content of an element. */
export function xmlText(text: string): string {
  return text
    .replace(noCharacter, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"]/g, (character) => entities[character] ?? "");
}

/** Attributes of an element; control characters of whatever stands there become visible, line ends too. */
export function xmlAttributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(printable(String(value)))}"`)
    .join("");
}
