import type { Pnn } from "../words/index.ts";
import { type DatabaseKind, isReplicated } from "./database-kind.ts";
import { READONLY_FLAGS, RECORD_FLAG, type RecordCopy } from "./record.ts";

/** Does a pulled copy take the place of the one that is held? */
export type MergeRule = (held: RecordCopy, pulled: RecordCopy, leader: Pnn) => boolean;

/** The parallel recovery: the higher rsn; between equals the earlier pull, unless that one names the leader. */
export const mergeParallel: MergeRule = (held, pulled, leader) =>
  pulled.rsn > held.rsn || (pulled.rsn === held.rsn && held.dmaster === leader);

/** The serial recovery of 4.3 has the tie the other way round. */
export const mergeSerial: MergeRule = (held, pulled, leader) =>
  pulled.rsn > held.rsn || (pulled.rsn === held.rsn && held.dmaster !== leader);

/** Lays a node's copies over those held so far. */
export function mergeCopies(
  held: Readonly<Record<string, RecordCopy>>,
  pulled: Readonly<Record<string, RecordCopy>>,
  leader: Pnn,
  rule: MergeRule,
): Record<string, RecordCopy> {
  const merged: Record<string, RecordCopy> = { ...held };
  for (const [key, copy] of Object.entries(pulled)) {
    // A key may be the name of something that every object has.
    const earlier = Object.hasOwn(merged, key) ? merged[key] : undefined;
    if (earlier === undefined || rule(earlier, copy, leader)) merged[key] = copy;
  }
  return merged;
}

/** What a node says of its copy of a persistent or replicated database. */
export interface FullCopy {
  readonly pnn: Pnn;
  readonly sequence: number;
  /** Number of the recovery under which its last transaction was committed (our design: as shipped nobody asks). */
  readonly committedIn: number;
}

/** Which of two full copies counts: positive if the first does. */
export type FullCopyOrder = (one: FullCopy, other: FullCopy) => number;

/** As shipped: the higher sequence number. */
export const bySequence: FullCopyOrder = (one, other) => one.sequence - other.sequence;

/** The later commit: what was committed without each other has sequence numbers that compare to nothing. */
export const byRecovery: FullCopyOrder = (one, other) => one.committedIn - other.committedIn || bySequence(one, other);

/**
 * The node whose copy of a persistent or replicated database is taken as a whole: the one that counts most, the first
 * of equals in the order of the list.
 *
 * @param copies in the order of the leader's list
 * @returns undefined if the list is empty
 */
export function fullCopySource(copies: readonly FullCopy[], order: FullCopyOrder): Pnn | undefined {
  let best: FullCopy | undefined;
  for (const copy of copies) if (best === undefined || order(copy, best) > 0) best = copy;
  return best?.pnn;
}

/** A merged copy as it is pushed: in a volatile database the leader is its dmaster from then on. */
export function pushedCopy(copy: RecordCopy, leader: Pnn, kind: DatabaseKind): RecordCopy {
  const flags = copy.flags & ~READONLY_FLAGS;
  if (isReplicated(kind)) return { ...copy, flags };
  return { ...copy, flags: flags | RECORD_FLAG.migratedWithData, dmaster: leader };
}

/** What is pushed of merged copies: as shipped no deleted record is, whatever the kind (the parallel recovery). */
export function pushedCopies(
  copies: Readonly<Record<string, RecordCopy>>,
  leader: Pnn,
  kind: DatabaseKind,
  withDeleted = false,
): Record<string, RecordCopy> {
  const pushed: Record<string, RecordCopy> = {};
  for (const [key, copy] of Object.entries(copies))
    if (withDeleted || copy.value !== "") pushed[key] = pushedCopy(copy, leader, kind);
  return pushed;
}
