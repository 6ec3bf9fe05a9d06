import { type Constants, type Drill, type DrillAct, type DrillStep, leaseTtlUs } from "../../model/index.ts";
import type { HelperDesign } from "./lone-design.ts";

/** The waits of the drills of one design, microseconds. */
interface Waits {
  /** From one act to the next: short beside every period of the helper, long beside what a machine takes. */
  readonly gapUs: number;
  /** While the helper stands still: longer than its lease, if it has one. */
  readonly pauseUs: number;
  /** After which nothing more comes. */
  readonly watchUs: number;
  /** After which nothing is left of a lease; 0: there is none. */
  readonly leaseUs: number;
}

const ANSWER_US = 10_000_000;
const SLACK_US = 1_000_000;
const MARGIN = 1.2;

/** How the helper comes to be there, and what can then be done that means something. */
const beginnings: readonly { readonly acts: readonly DrillAct[]; readonly deeds: readonly DrillAct[] }[] = [
  {
    acts: ["start"],
    deeds: [
      "terminate",
      "kill",
      "kill-parent",
      "neglect-parent",
      "stop-parent",
      "terminate-children",
      "remove",
      "replace",
      "revoke",
      "cut",
      "stall",
      "stop",
    ],
  },
  { acts: ["occupy", "start"], deeds: ["end-occupant", "kill-occupant"] },
  { acts: ["forbid", "start"], deeds: [] },
  { acts: ["cut", "start"], deeds: [] },
  { acts: ["start-orphaned"], deeds: [] },
];

/** What makes a difference to a helper that is held up. */
const whileHeldUp: readonly DrillAct[] = [
  "terminate",
  "kill",
  "kill-parent",
  "terminate-children",
  "remove",
  "replace",
  "revoke",
];

/** What needs nothing that takes its time to be there: it may also come at once. */
const atOnce: readonly DrillAct[] = ["terminate", "kill", "kill-parent", "stop"];

/** A drill that may be worth its time. */
export interface Candidate {
  readonly drill: Drill;
  /** What is done comes while the helper starts: just where it strikes is left to chance. */
  readonly hasty: boolean;
}

/** Every drill that may be worth its time, the short ones first. */
export function candidates(lock: HelperDesign, k: Constants, can: ReadonlySet<DrillAct>): readonly Candidate[] {
  const waits = waitsOf(lock, k);
  const settled = beginnings
    .filter(({ acts }) => acts.every((act) => can.has(act)))
    .flatMap(({ acts, deeds }) => {
      const single = deeds.filter((act) => can.has(act));
      const heldUp = single.filter((act) => act === "stop" || act === "stall");
      const second = whileHeldUp.filter((act) => can.has(act));
      const after = [[], ...single.map((act) => [act]), ...heldUp.flatMap((act) => second.map((next) => [act, next]))];
      return after.map((more) => ({ drill: drillOf(acts, more, waits, false), hasty: false }));
    });
  const hasty = atOnce.map((act) => ({ drill: drillOf(["start"], [act], waits, true), hasty: true }));
  return [...settled, ...hasty].sort((a, b) => a.drill.steps.length - b.drill.steps.length);
}

function waitsOf(lock: HelperDesign, k: Constants): Waits {
  const leaseUs = leaseTtlUs(lock, k);
  const periods = lock === "fcntl" ? [k.helperParentPollUs, k.helperRecheckUs] : [leaseUs];
  const watchUs = Math.ceil(Math.max(...periods) * MARGIN) + SLACK_US;
  const gapUs = Math.ceil(Math.min(...periods.filter((period) => period > 0)) / 10);
  return { gapUs, pauseUs: leaseUs === 0 ? gapUs : watchUs, watchUs, leaseUs };
}

function drillOf(beginning: readonly DrillAct[], acts: readonly DrillAct[], waits: Waits, hasty: boolean): Drill {
  const { gapUs, watchUs, leaseUs } = waits;
  const steps: DrillStep[] = beginning.map((act) => ({ kind: "act", act }));
  if (!hasty && acts.length > 0) steps.push({ kind: "answer", withinUs: ANSWER_US }, { kind: "wait", forUs: gapUs });
  for (const [nth, act] of acts.entries()) {
    // What is done to a lease must come before it lapses.
    if (nth > 0) steps.push({ kind: "wait", forUs: isToLock(act) ? gapUs : pauseAfter(acts[nth - 1], waits) });
    steps.push({ kind: "act", act });
  }
  const undone = undoing([...beginning, ...acts]);
  if (undone !== undefined)
    steps.push({ kind: "wait", forUs: pauseAfter(acts.at(-1), waits) }, { kind: "act", act: undone });
  steps.push({ kind: "end", withinUs: watchUs }, { kind: "act", act: "challenge" });
  // Is anything left of what the helper, or its competitor, had written?
  if (leaseUs > 0) steps.push({ kind: "wait", forUs: watchUs }, { kind: "act", act: "challenge" });
  const name = [...beginning, ...(hasty ? ["at once"] : []), ...acts].join(", ");
  return { name, steps };
}

function isToLock(act: DrillAct): boolean {
  return act === "remove" || act === "replace" || act === "revoke";
}

function pauseAfter(act: DrillAct | undefined, { gapUs, pauseUs }: Waits): number {
  return act === "stop" || act === "cut" || act === "stall" ? pauseUs : gapUs;
}

/** What is held up goes on before the end. */
function undoing(acts: readonly DrillAct[]): DrillAct | undefined {
  if (acts.includes("stop")) return "continue";
  return acts.includes("cut") || acts.includes("stall") ? "restore" : undefined;
}
