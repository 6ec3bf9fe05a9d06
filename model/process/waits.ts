import type { Guard } from "../chart/index.ts";
import type { Reply } from "../effect/index.ts";
import type { Pnn } from "../words/index.ts";
import type { Context, ProcessData } from "./context.ts";

type AnyGuard = Guard<Context<ProcessData>, unknown>;

const frameAlone = (): null => null;

/** What procedures wait for, and what they ask of the answers; the same in every program. */
export const waits = {
  answered: {
    sentence: "every control it sent is answered or has failed",
    test: (c) => c.f.batch === null || c.f.batch.pending === 0,
    looksAt: frameAlone,
  },
  anyFailed: {
    sentence: "a control it sent failed or timed out",
    test: (c) => c.f.batch !== null && c.f.batch.failed > 0,
  },
  returned: { sentence: "the procedure it called is over", test: () => true, looksAt: frameAlone },
  ioDone: { sentence: "its system call has returned", test: (c) => c.f.io !== null, looksAt: frameAlone },
  ioFailed: { sentence: "its system call failed", test: (c) => c.f.io !== null && !c.f.io.ok },
  ioContended: { sentence: "somebody else holds the lock", test: (c) => c.f.io?.error === "contended" },
  served: {
    sentence: "the lock service has answered, or cannot be reached",
    test: (c) => c.f.answer !== null,
    looksAt: frameAlone,
  },
  refused: {
    sentence: "somebody else has the lock",
    test: (c) => c.f.answer?.error === "contended",
  },
  missing: { sentence: "its key is not there", test: (c) => c.f.answer?.error === "missing" },
  notServed: {
    sentence: "the lock service did not do it, or could not be reached",
    test: (c) => c.f.answer !== null && !c.f.answer.ok,
  },
  fileDone: {
    sentence: "what it does with a database file is done",
    test: (c) => c.f.file !== null,
    looksAt: frameAlone,
  },
  fileRefused: { sentence: "what it does with a database file was refused", test: (c) => c.f.file?.ok === false },
  scriptOver: { sentence: "its event script is over", test: (c) => c.f.script !== "running", looksAt: frameAlone },
  scriptNotDone: {
    sentence: "its event failed, or took too long",
    test: (c) => c.f.script === "failed" || c.f.script === "timed-out" || c.f.script === "cancelled",
  },
  scriptFailed: {
    sentence: "a script of its event failed (one that took too long counts as done here)",
    test: (c) => c.f.script === "failed" || c.f.script === "cancelled",
  },
  scriptTimedOut: { sentence: "its event script took too long", test: (c) => c.f.script === "timed-out" },
} as const satisfies Record<string, AnyGuard>;

/** Successful answers of the frame's batch, with the node that gave them. */
export function answers(c: Context<ProcessData>): readonly (readonly [Pnn, Reply])[] {
  const batch = c.f.batch;
  if (batch === null) return [];
  const found: (readonly [Pnn, Reply])[] = [];
  for (let index = 0; index < batch.targets.length; index += 1) {
    const reply = batch.replies[index];
    if (reply?.status === 0) found.push([batch.targets[index] as Pnn, reply]);
  }
  return found;
}

/** Nodes whose answer was a failure or missing when its time was over, in the order in which that came to be known. */
export function failuresInTime(c: Context<ProcessData>, from = 0, to = Number.POSITIVE_INFINITY): readonly Pnn[] {
  const { inOrder = [], targets = [] } = c.f.batch ?? {};
  return inOrder.flatMap((place) => (place >= from && place < to ? [targets[place] as Pnn] : []));
}

/** Nodes whose answer is missing or a failure. */
export function failures(c: Context<ProcessData>): readonly number[] {
  const batch = c.f.batch;
  if (batch === null) return [];
  return batch.targets.filter((_, index) => (batch.replies[index]?.status ?? -1) !== 0);
}
