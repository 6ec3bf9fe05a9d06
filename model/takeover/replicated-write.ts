import type { RecordCopy } from "../database/index.ts";
import type { Copies } from "../effect/index.ts";
import { SEQUENCE_KEY } from "../freezing/index.ts";
import type { CtdbdContext } from "../node/index.ts";
import { INACTIVE, type Pnn } from "../words/index.ts";

/** The copy that takes the place of the one that is here, on all nodes. */
function next({ d }: CtdbdContext, here: RecordCopy | undefined, value: string): RecordCopy {
  return { rsn: (here?.rsn ?? 0) + 1, dmaster: d.pnn, flags: 0, value };
}

/**
 * The records of a transaction that this node makes over a replicated database: the next copies, and the next sequence
 * number (facts/recovery.md §1.9 step 2).
 *
 * @param here this node's copy of it
 * @param values what is to stand there, by key
 */
export function transactionOver(
  c: CtdbdContext,
  db: string,
  here: Copies,
  values: readonly (readonly [string, string])[],
): Copies {
  const sequence = here[SEQUENCE_KEY];
  const epoch = c.d.databases[db]?.epoch ?? 0;
  return {
    ...Object.fromEntries(values.map(([key, value]) => [key, next(c, here[key], value)])),
    [SEQUENCE_KEY]: { ...next(c, sequence, String(Number(sequence?.value ?? 0) + 1)), epoch },
  };
}

/** Every active node, as this one sees them; this one among them if it is. */
export function activeAsSeen({ d }: CtdbdContext): readonly Pnn[] {
  return d.flagsOf.flatMap((flags, pnn) => ((flags & INACTIVE) === 0 ? [pnn] : []));
}
