import type { Constants, ControlOp, Fault, FaultKind } from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange, drawSpread } from "../choices/index.ts";
import type { Timeline } from "./timeline.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "database-faults";

/** Controls of a database's recovery that may fail, and those that may be late: a thaw that comes late asks nobody. */
const FAILING: readonly ControlOp[] = [
  "DB_FREEZE",
  "DB_TRANSACTION_START",
  "DB_PULL",
  "WIPE_DATABASE",
  "DB_PUSH_CONFIRM",
  "DB_TRANSACTION_COMMIT",
  "DB_THAW",
  "TRY_DELETE_RECORDS",
];
const LATE: readonly ControlOp[] = FAILING.filter((op) => op !== "DB_THAW");

/** Kinds of fault that are drawn here, beside those that every cluster has. */
const KINDS = ["kill-process", "late-control", "fail-control"] as const satisfies readonly FaultKind[];

const FAULTS_MAX = 3;

/** What is drawn from. */
export interface DatabaseFaultSetting {
  readonly nodes: number;
  readonly timeline: Timeline;
  readonly constants: Constants;
  /** Kinds that may be drawn; absent: all. */
  readonly allowed?: readonly FaultKind[];
}

/** What goes wrong with databases and their clients; often in a recovery that somebody asks for. */
export function drawDatabaseFaults(choices: Choices, setting: DatabaseFaultSetting): readonly Fault[] {
  const { allowed } = setting;
  const kinds = KINDS.filter((kind) => allowed === undefined || allowed.includes(kind));
  if (kinds.length === 0 || drawChance(choices, L, 1, 2)) return [];
  const count = drawRange(choices, L, 1, FAULTS_MAX);
  return Array.from({ length: count }, () => drawFault(choices, setting, drawOneOf(choices, L, kinds)));
}

function drawFault(
  choices: Choices,
  { nodes, timeline, constants }: DatabaseFaultSetting,
  kind: (typeof KINDS)[number],
): Fault {
  const { hurtFromUs, healAtUs } = timeline;
  const atUs = drawRange(choices, L, hurtFromUs, healAtUs);
  const host = drawRange(choices, L, 0, nodes - 1);
  if (kind === "kill-process") {
    const program = drawChance(choices, L, 1, 4) ? "vacuum-child" : "samba-client";
    return { kind, atUs, host, program, restartUs: 0 };
  }
  const times = drawRange(choices, L, 1, 3);
  if (kind === "fail-control") return { kind, atUs, host, op: drawOneOf(choices, L, FAILING), times };
  const byUs = drawSpread(
    choices,
    L,
    1 * ms,
    Math.max(1 * ms, Math.min(15 * s, Math.floor(constants.recoverTimeoutUs / 4))),
  );
  return { kind, atUs, host, op: drawOneOf(choices, L, LATE), byUs, times };
}
