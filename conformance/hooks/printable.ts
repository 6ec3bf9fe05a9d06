const unprintable = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text that came from outside, harmless for a terminal and short: control and direction characters become `\u{…}`. */
export function printable(text: string): string {
  const short = text.length > 300 ? `${text.slice(0, 300)}…` : text;
  return short.replace(unprintable, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** True if a text holds no control or direction character. */
export function isPrintable(text: string): boolean {
  return text.search(unprintable) < 0;
}
