import { type ControlOp, type ObservationOf, type Pnn, recoveriesIn, type TraceEvent } from "../model/index.ts";
import { never } from "./never.ts";
import type { Violation } from "./property.ts";
import { clock, node, nodes } from "./sentences.ts";

/** What a recovery has every node do, one thing after the other. */
const steps = ["recovery mode active", "START_RECOVERY", "SET_VNNMAP", "recovery mode normal", "END_RECOVERY"] as const;

type Answered = (ObservationOf<"control-accepted"> | ObservationOf<"control-refused">) & TraceEvent;

/** One recovery helper: the step it is at, and who has done which. */
interface Run {
  step: number;
  readonly done: readonly Set<Pnn>[];
  /** Who refused a step; -1: nobody. */
  refusedBy: Pnn;
}

type Runs = Map<string, Run>;

/** Until all nodes have done a step nobody begins the next: each goes by what the others have done (facts/recovery.md §2.3). */
export const recoveryKeepsStep = never<Runs>({
  name: "recovery-keeps-step",
  sentence: "A recovery begins a step, or ends, only when every node that it includes has done the step before.",
  needs: ["control-accepted", "control-refused", "recovery-started", "recovery-completed"],
  applies: ({ recovery }) =>
    recoveriesIn(recovery).every((design) => design === "parallel")
      ? null
      : "A recovery that is not parallel as shipped has other steps.",
  initial: () => new Map(),
  step(runs, event) {
    const key = "pid" in event ? `${event.host}/${event.pid}` : "";
    if (event.type === "recovery-started") runs.set(key, { step: 0, done: steps.map(() => new Set()), refusedBy: -1 });
    if (event.type === "recovery-completed") {
      const run = runs.get(key);
      return run === undefined ? null : judge(run, event, steps.length, event.host);
    }
    if (event.type !== "control-accepted" && event.type !== "control-refused") return null;
    const run = runs.get(`${event.from}/${event.pid}`);
    return run === undefined ? null : answered(run, event);
  },
});

function answered(run: Run, event: Answered): Violation | null {
  const step = stepOf(event, run);
  if (step < 0) return null;
  const violation = step > run.step ? judge(run, event, step, event.from) : null;
  run.step = Math.max(run.step, step);
  if (event.type === "control-refused") run.refusedBy = event.host;
  else if (step < run.step) return late(run, event, step);
  else run.done[step]?.add(event.host);
  return violation;
}

/** Which step it answers; -1: none. A refusal does not say which recovery mode was asked for. */
function stepOf(event: Answered, run: Run): number {
  if (event.op !== "SET_RECMODE") return steps.indexOf(event.op as ControlOp & (typeof steps)[number]);
  if (event.type === "control-accepted") return event.value === "normal" ? 3 : 0;
  return run.step >= 2 ? 3 : 0;
}

function judge(run: Run, { atUs }: TraceEvent, step: number, by: Pnn): Violation | null {
  const before = run.done[step - 1] ?? new Set();
  const missing = [...(run.done[0] ?? [])].filter((pnn) => !before.has(pnn));
  if (run.refusedBy < 0 && missing.length === 0 && before.size > 0) return null;
  const lacks = run.refusedBy >= 0 ? `${node(run.refusedBy)} had refused` : `${nodes(missing)} had not done`;
  return {
    atUs,
    hosts: [by, ...(run.refusedBy >= 0 ? [run.refusedBy] : missing)],
    why: [
      `At ${clock(atUs)} the recovery of ${node(by)} ${step < steps.length ? `went on to ${steps[step]}` : "ended"}.`,
      `The step before was ${steps[step - 1]}, which ${lacks}.`,
      "A recovery whose nodes are not all at the same step lets some work while others are still being recovered.",
    ],
  };
}

function late(run: Run, { atUs, host, from }: Answered, step: number): Violation {
  return {
    atUs,
    hosts: [from, host],
    why: [
      `At ${clock(atUs)} ${node(host)} did ${steps[step]} for the recovery of ${node(from)}.`,
      `That recovery had gone on to ${steps[run.step]} before.`,
      "A recovery waits for every node's answer before it goes on.",
    ],
  };
}
