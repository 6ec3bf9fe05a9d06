/** A seed as a file name: `a/17` becomes `a+17`; no two short seeds share a name. */
export function fileSafe(seed: string): string {
  return seed.replaceAll(/[^A-Za-z0-9.-]/g, (character) =>
    character === "/" ? "+" : `_${character.charCodeAt(0).toString(16)}_`,
  );
}
