/** The moments that sentences name to the microsecond: `00:20.904123`. A reader looks there first. */
export function citedMoments(sentences: readonly string[]): ReadonlySet<number> {
  const times = [...sentences.join(" ").matchAll(/\b(\d+):(\d\d)\.(\d{6})\b/g)];
  return new Set(
    times.map(([, minutes, seconds, micros]) => Number(minutes) * 60_000_000 + Number(`${seconds}${micros}`)),
  );
}
