import { printable } from "./printable.ts";

// XML 1.0 knows none of these, not even escaped; half of a surrogate pair is no character either.
const noCharacter =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text of several lines perhaps, as the content of an element; what XML cannot hold becomes `\u{…}`. */
export function xmlText(text: string): string {
  return text
    .replace(noCharacter, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"]/g, (character) => entities[character] ?? "");
}

/**
 * A text that came from outside, harmless in XML and HTML, as content and in a quoted attribute: control and
 * direction characters become visible, line ends too.
 */
export function escapeXml(text: string): string {
  return xmlText(printable(text)).replaceAll("'", "&#39;");
}

/** Attributes of an element. */
export function xmlAttributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
}
