import type { Fault, FaultOf, ObservationType, Pnn, Trigger } from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange } from "../choices/index.ts";
import { heldUpMaxUs, limitedLengths } from "./longer.ts";

const SECOND = 1_000_000;
const L = "plan";

/** What a fault that strikes at the right moment mostly waits for. */
const happenings: readonly ObservationType[] = [
  "election-announced",
  "lock-taken",
  "recovery-started",
  "recovery-mode-changed",
  "generation-changed",
  "recovery-completed",
];
/** So long after such a moment, microseconds. */
const delaysUs = [0, 0.01, 0.1, 1, 3].map((seconds) => seconds * SECOND);
/** Lengths of time worth trying, microseconds. */
const lengthsUs = [0.1, 1, 5, 10, 20, 40, 60].map((seconds) => seconds * SECOND);
/** A cluster that faults are aimed at. */
export interface Target {
  readonly nodes: number;
  /** A cut that leaves some paths open lasts no longer than this, microseconds. */
  readonly partialCutMaxUs: number;
}

/**
 * A fault of the same kind that strikes at another moment and elsewhere, for another time: mostly whoever leads by then.
 * Undefined: a cluster of that size has no place for it.
 */
export function aimedAnew(choices: Choices, fault: Fault, atUs: number, target: Target): Fault | undefined {
  const { nodes } = target;
  const on = triggerAnew(choices);
  const here = on === undefined ? drawRange(choices, L, 0, nodes - 1) : -1;
  const { on: _, ...rest } = lengthAnew(choices, fault, target);
  const moved = { ...rest, atUs, ...(on === undefined ? {} : { on }) } as Fault;
  if ("host" in moved) return { ...moved, host: here };
  if (!("cut" in moved || "from" in moved)) return moved;
  if (nodes === 1) return undefined;
  const other = otherThan(choices, here, nodes);
  return moved.kind === "partition"
    ? cutAnew(choices, moved, [here, other], target)
    : { ...moved, from: here, to: other };
}

function triggerAnew(choices: Choices): Trigger | undefined {
  if (drawChance(choices, L, 1, 4)) return undefined;
  const event = drawChance(choices, L, 2, 3) ? "leadership-claimed" : drawOneOf(choices, L, happenings);
  return { event, delayUs: drawOneOf(choices, L, delaysUs) };
}

function lengthAnew(choices: Choices, fault: Fault, { partialCutMaxUs }: Target): Fault {
  if (limitedLengths.includes(fault.kind)) return fault;
  const maxUs = heldUpMaxUs[fault.kind] ?? 0;
  const isLonger = "forUs" in fault && (fault.forUs ?? 0) > 0 && drawChance(choices, L, 1, 2);
  const lastsMaxUs = fault.kind === "partition" ? partialCutMaxUs : Number.POSITIVE_INFINITY;
  const lasting = isLonger ? { forUs: Math.min(lastsMaxUs, drawOneOf(choices, L, lengthsUs)) } : {};
  const field = "extraUs" in fault ? "extraUs" : "byUs";
  const isHeldUp = maxUs > 0 && drawChance(choices, L, 1, 2);
  const heldUp = isHeldUp ? { [field]: Math.min(maxUs, drawOneOf(choices, L, lengthsUs)) } : {};
  return { ...fault, ...lasting, ...heldUp } as Fault;
}

/** What is left of the cut in a smaller cluster, or the path between two hosts alone. */
function cutAnew(
  choices: Choices,
  fault: FaultOf<"partition">,
  [here, other]: readonly [Pnn, Pnn],
  { nodes, partialCutMaxUs }: Target,
): Fault {
  const left = fault.cut.filter((pair) => pair.every((pnn) => pnn < nodes && pnn >= Math.min(0, here)));
  if (left.length > 0 && drawChance(choices, L, 1, 2)) return { ...fault, cut: left };
  const forUs = Math.min(fault.forUs, partialCutMaxUs);
  const cut = [
    [here, other],
    [other, here],
  ] as const;
  return { ...fault, shape: "link", forUs, cut };
}

function otherThan(choices: Choices, host: Pnn, nodes: number): Pnn {
  if (host === -1) return drawRange(choices, L, 0, nodes - 1);
  const other = drawRange(choices, L, 0, nodes - 2);
  return other < host ? other : other + 1;
}
