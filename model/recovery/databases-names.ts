import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { DatabaseSpec } from "../database/index.ts";
import type { Effect } from "../effect/index.ts";
import { answers, type Context } from "../process/index.ts";
import { INACTIVE, type Pnn, UNKNOWN } from "../words/index.ts";
import { newDatabaseRecovery } from "./database-recovery.ts";
import { epochsOf } from "./epochs.ts";
import type { RecoveryHelperData, RecoveryHelperEvent } from "./recovery-helper-data.ts";

type C = Context<RecoveryHelperData>;

function attached(c: C): readonly (readonly [Pnn, DatabaseSpec])[] {
  return answers(c).flatMap(([pnn, reply]) => (reply.databases ?? []).map((spec) => [pnn, spec] as const));
}

/** The node with most failures, the lowest of equals; `UNKNOWN` if nobody has enough for a ban. */
function worst({ d, k }: C): Pnn {
  let culprit = UNKNOWN;
  for (const pnn of d.active) {
    const credits = d.credits[pnn] ?? 0;
    if (credits >= k.databaseCredits && credits > (d.credits[culprit] ?? 0)) culprit = pnn;
  }
  return culprit;
}

/** For the log: what it could not recover, and whom it has banned for that; empty if it did not come to that. */
export function lostDatabases(c: C): { readonly databases?: readonly string[]; readonly banned?: Pnn } {
  const databases = Object.entries(c.d.databases).flatMap(([db, { outcome }]) => (outcome === "failed" ? [db] : []));
  if (databases.length === 0) return {};
  const isBanned = c.f.batch?.op === "SET_BAN_STATE" && answers(c).length > 0;
  return isBanned ? { databases, banned: c.d.culprit } : { databases };
}

/** Questions about all databases of a recovery (facts/recovery.md §2.3 steps 5, 9, 12). */
export const databasesGuards = {
  kindsDiffer: {
    sentence: "nodes have databases of one name and of different kinds",
    test: (c) => {
      const kinds = new Map<string, string>();
      return attached(c).some(([, { name, kind }]) => {
        const known = kinds.get(name) ?? kind;
        kinds.set(name, known);
        return known !== kind;
      });
    },
  },
  databasesOver: {
    sentence: "each database is recovered, or has failed",
    test: (c) => c.d.openDatabases === 0,
  },
  aDatabaseFailed: {
    sentence: "a database is not recovered",
    test: (c) => Object.values(c.d.databases).some(({ outcome }) => outcome === "failed"),
  },
  nobodyToBan: {
    sentence: "no node has failed often enough, or bans are switched off (EnableBans=0)",
    test: (c) => c.d.culprit === UNKNOWN || c.k.enableBans === 0,
  },
  culpritInactive: {
    sentence: "it says of itself that it is inactive",
    test: (c) => ((answers(c)[0]?.[1].flags?.[c.d.culprit] ?? 0) & INACTIVE) !== 0,
  },
} as const satisfies Record<string, Guard<C, RecoveryHelperEvent>>;

/** Changes about all databases of a recovery. */
export const databasesChanges = {
  storeDatabases: {
    sentence: "the databases are those that any active node has",
    change: (c) => {
      c.d.epochs = epochsOf(answers(c));
      const having = new Map<string, { readonly spec: DatabaseSpec; readonly on: Pnn[] }>();
      for (const [pnn, spec] of attached(c)) {
        const known = having.get(spec.name) ?? { spec, on: [] };
        known.on.push(pnn);
        having.set(spec.name, known);
      }
      for (const { spec, on } of having.values()) {
        const lacking = c.d.active.filter((pnn) => !on.includes(pnn));
        c.d.databases[spec.name] = newDatabaseRecovery(spec, on, lacking);
      }
      c.d.openDatabases = having.size;
    },
  },
  chooseCulprit: {
    sentence: "one node at most is banned: the one that failed most often",
    change: (c) => {
      c.d.culprit = worst(c);
    },
  },
  forgiveCulprit: {
    sentence: "an inactive node is not banned: its failures are forgotten",
    change: (c) => {
      delete c.d.credits[c.d.culprit];
    },
  },
} as const satisfies Record<string, Change<C, RecoveryHelperEvent>>;

/** What is asked about all databases of a recovery. */
export const databasesEffects = {
  beginDatabases: {
    sentence: "begin with all databases at once",
    effect: (c) => Object.keys(c.d.databases).map((db) => ({ kind: "begin", chart: "recover-database", db })),
  },
  askCulprit: {
    sentence: "ask the culprit for its own view",
    effect: (c) => ({
      kind: "ask",
      op: "GET_NODEMAP",
      to: [c.d.culprit],
      body: {},
      as: "leader",
      timeoutUs: c.k.recoverTimeoutUs,
    }),
  },
  banCulprit: {
    sentence: "ban the culprit for RecoveryBanPeriod",
    effect: (c) => ({
      kind: "ask",
      op: "SET_BAN_STATE",
      to: [c.d.culprit],
      body: { forUs: c.k.recoveryBanPeriodUs, reason: "database recovery failed" },
      as: "leader",
      timeoutUs: c.k.recoverTimeoutUs,
    }),
  },
} as const satisfies Record<string, EffectAction<C, RecoveryHelperEvent, Effect>>;
