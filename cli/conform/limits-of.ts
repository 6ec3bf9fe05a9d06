import { durationUs } from "../options/duration.ts";
import { knownName } from "../options/names.ts";
import { UsageError } from "../usage-error.ts";

/** The limits of a profile with those given as `name=time`; the last one counts. @throws UsageError naming the limit */
export function limitsOf(
  given: readonly string[],
  standardMs: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const known = Object.keys(standardMs);
  const changes = given.map((text): [string, number] => {
    const at = text.indexOf("=");
    const example = known[0] ?? "status";
    if (at < 0) throw new UsageError(`--limit: expected name=time, such as ${example}=5s, got "${text}"`);
    const name = knownName(text.slice(0, at).trim(), "--limit", known);
    return [name, durationUs(text.slice(at + 1), `--limit ${name}`) / 1_000];
  });
  return { ...standardMs, ...Object.fromEntries(changes) };
}
