import { printable } from "../printable.ts";

const named: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * A text that came from outside, harmless in XML and HTML, as content and in a quoted attribute. Control and
 * direction characters and halves of pairs, which XML cannot hold, become `\u{…}`.
 */
export function escapeXml(text: string): string {
  return printable(text)
    .replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g, codeOf)
    .replaceAll(/[&<>"']/g, (character) => named[character] ?? "");
}

function codeOf(character: string): string {
  return `\\u{${character.charCodeAt(0).toString(16)}}`;
}
