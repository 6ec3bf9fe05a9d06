/**
 * The name of a lock or a seat as a part of a path, of a key or of an URL: letters, digits and `-` stay, anything else
 * becomes `_` and its number. Different names stay different.
 */
export function safeName(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9-]/gu, (character) => `_${character.codePointAt(0)?.toString(16)}_`);
  return safe === "" ? "_" : safe;
}
