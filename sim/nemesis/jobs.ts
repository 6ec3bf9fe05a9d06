import {
  type Constants,
  type DatabaseSpec,
  type Fault,
  GLOBAL_LOCKS,
  hasGlobalLock,
  isReplicated,
  type Job,
  type Work,
} from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange, drawSpread } from "../choices/index.ts";
import type { Timeline } from "./timeline.ts";

const ms = 1_000;
const s = 1_000_000;

/** Jobs a node gets in a run, and records a database has: few, so that clients meet. */
const JOBS_A_NODE: readonly [number, number] = [4, 14];
const KEYS_MAX = 4;
const CLIENTS_MAX = 3;
/** A client keeps a record this long at most, and never nearly as long as a freeze waits (records-are-held-briefly). */
const HOLD_MAX_US = 20 * s;
/** A job that is near a fault begins up to this much before or after it. */
const NEAR_US = 5 * s;

/** What the clients of a run are drawn from. */
export interface JobSetting {
  readonly nodes: number;
  readonly databases: readonly DatabaseSpec[];
  readonly faults: readonly Fault[];
  readonly timeline: Timeline;
  readonly constants: Constants;
}

/** What the clients do: mostly a record or two, in the order of the databases; often while something goes wrong. */
export function drawJobs(choices: Choices, setting: JobSetting): readonly Job[] {
  // Whoever has a record of the global locks is in a transaction.
  const volatile = setting.databases.filter(({ kind, name }) => kind === "volatile" && name !== GLOBAL_LOCKS);
  if (volatile.length === 0) return [];
  const count = setting.nodes * drawRange(choices, "jobs", ...JOBS_A_NODE);
  const keys = drawRange(choices, "jobs", 1, KEYS_MAX);
  const jobs = Array.from({ length: count }, (): Job => {
    const atUs = drawMoment(choices, setting);
    const node = drawRange(choices, "jobs", 0, setting.nodes - 1);
    const client = drawRange(choices, "jobs", 0, CLIENTS_MAX - 1);
    return {
      atUs,
      node,
      client,
      work:
        drawMessage(choices, setting) ??
        drawTransaction(choices, setting, keys) ??
        drawWork(choices, setting, volatile, keys),
    };
  });
  return jobs.sort((a, b) => a.atUs - b.atUs);
}

/** One job in six is a word to others: to a client of a node, or to the clients of many. */
function drawMessage(choices: Choices, { nodes }: JobSetting): readonly Work[] | undefined {
  if (!drawChance(choices, "jobs", 1, 6)) return undefined;
  const set = drawOneOf(choices, "jobs", ["one", "all", "connected", "active"] as const);
  if (set !== "one") return [{ do: "send", to: set }];
  const to = drawRange(choices, "jobs", 0, nodes - 1);
  return [{ do: "send", to, client: drawRange(choices, "jobs", 0, CLIENTS_MAX - 1) }];
}

/** One job in eight is a transaction, with nothing locked meanwhile (no-transaction-under-a-lock). */
function drawTransaction(choices: Choices, { databases }: JobSetting, keys: number): readonly Work[] | undefined {
  const persistent = databases.find(({ kind }) => isReplicated(kind));
  if (persistent === undefined || !hasGlobalLock(databases) || !drawChance(choices, "jobs", 1, 8)) return undefined;
  return [{ do: "transact", db: persistent.name, key: `k${drawRange(choices, "jobs", 1, keys)}` }];
}

function drawMoment(choices: Choices, { faults, timeline }: JobSetting): number {
  const fault = faults.length > 0 && drawChance(choices, "jobs", 2, 3) ? drawOneOf(choices, "jobs", faults) : undefined;
  if (fault === undefined) return drawRange(choices, "jobs", 0, timeline.durationUs);
  const nearUs = drawRange(choices, "jobs", -NEAR_US, NEAR_US);
  return Math.min(timeline.durationUs, Math.max(0, fault.atUs + nearUs));
}

function drawWork(
  choices: Choices,
  setting: JobSetting,
  databases: readonly DatabaseSpec[],
  keys: number,
): readonly Work[] {
  const record = ({ name }: DatabaseSpec): { readonly db: string; readonly key: string } => ({
    db: name,
    key: `k${drawRange(choices, "jobs", 1, keys)}`,
  });
  const first = drawRange(choices, "jobs", 0, databases.length - 1);
  const database = databases[first] as DatabaseSpec;
  const locked = [record(database)];
  if (database.readOnly === true && drawChance(choices, "reads", 2, 3)) return reading(choices, locked);
  if (first + 1 < databases.length && drawChance(choices, "jobs", 1, 2)) {
    const second = drawRange(choices, "jobs", first + 1, databases.length - 1);
    locked.push(record(databases[second] as DatabaseSpec));
  }
  return locked.flatMap((one): readonly Work[] => [
    { do: "lock", ...one },
    { do: "work", forUs: drawHold(choices, setting.constants) },
    { do: drawChance(choices, "jobs", 1, 5) ? "delete" : "write", ...one },
  ]);
}

/** Read the record, and a moment later once more. */
function reading(choices: Choices, records: readonly { readonly db: string; readonly key: string }[]): readonly Work[] {
  const again = { do: "work", forUs: drawSpread(choices, "reads", 0, 3 * s) } as const;
  return records.flatMap((one): readonly Work[] => [{ do: "read", ...one }, again, { do: "read", ...one }]);
}

/** Mostly a moment, sometimes long: a client may do anything while it has a record. */
function drawHold(choices: Choices, { recoverTimeoutUs }: Constants): number {
  const maxUs = drawChance(choices, "jobs", 1, 5) ? Math.min(HOLD_MAX_US, Math.floor(recoverTimeoutUs / 4)) : 50 * ms;
  return drawSpread(choices, "jobs", 0, maxUs);
}
