/** Number of edits (insert, delete, replace a character) that turn `a` into `b`. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
 * The end of an error sentence about an unknown name: the nearest known name if one is near,
 * else the known names (at most ten of them).
 */
export function suggest(wrong: string, known: readonly string[]): string {
  if (known.length === 0) return "; there is none";
  const ranked = known
    .map((name) => ({ name, far: distance(wrong.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  if (best !== undefined && best.far <= Math.max(2, wrong.length / 3)) return `; did you mean "${best.name}"?`;
  const more = known.length > 10 ? ", …" : "";
  return `; known: ${known.slice(0, 10).join(", ")}${more}`;
}
