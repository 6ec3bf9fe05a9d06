import { printable } from "../printable.ts";

/** A text in the characters that every mailer and tracker shows: the others become `\u{…}`. */
export function asciiText(text: string): string {
  return printable(text)
    .replaceAll("§", "section ")
    .replace(/[^ -~]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 63).toString(16)}}`);
}

/** A quoted part with what is stuck to it, or a bare word: what a shell takes for one argument. */
const shellWord = /(?:\\.|'[^']*'|[^\s])+/g;

/**
 * A command on lines of at most so many columns, still one command when pasted: lines end in `\` between words.
 * A word that is longer than a line cannot be broken without changing it, and stands alone.
 */
export function foldedCommand(command: string, columns: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of asciiText(command).match(shellWord) ?? []) {
    if (line !== "" && indent.length + line.length + word.length + 3 > columns) {
      lines.push(`${line} \\`);
      line = `  ${word}`;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => indent + one);
}
