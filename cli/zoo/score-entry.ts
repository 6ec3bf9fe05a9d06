import { cpuUsage } from "node:process";
import type { DefectScore } from "../../reports/index.ts";
import { reproduceLine } from "../session/reproduce.ts";
import { shrunkRun } from "../session/shrunk-run.ts";
import { hunt } from "./hunt.ts";
import { entryOf, plansOf, zooDefect } from "./zoo-defect.ts";

/** What shortening one find may cost at most, events of the kernel: the rare hard ones are worth half a minute here. */
export const SHRINK_EVENTS_MAX = 24_000_000;

/** An entry that is to be scored. */
export interface ScoreTask {
  readonly kind: "score";
  readonly id: string;
  readonly seed: string;
  readonly seeds: number;
}

/** Looks for a defect and shortens what it finds. */
export async function scoreEntry({ id, seed, seeds }: ScoreTask, cwd: string): Promise<DefectScore> {
  const entry = entryOf(id);
  const defect = await zooDefect(entry, cwd);
  const before = cpuUsage();
  const { found, earlier, runs } = hunt(defect, { seed, runsMax: seeds });
  const cpuMs = msSince(before);
  const { lock = "fcntl", ctdb = "head", drop } = defect.shown;
  const about = {
    id,
    found: found !== undefined,
    seeds: found?.run ?? runs,
    cpuMs,
    limitEvents: 2 * entry.injects.length,
    area: entry.area,
    sentence: entry.sentence,
    setting: [lock, typeof ctdb === "object" ? ctdb.join("+") : ctdb, ...drop].join(", "),
    earlier: earlier === undefined ? null : { seeds: earlier.run, property: earlier.property },
  };
  const nothing = { shrunkEvents: null, shrinkCpuMs: null, isMinimal: null, shrunkNodes: null };
  if (found === undefined) {
    const why = `no property broke in ${runs} runs`;
    return { ...about, ...nothing, property: null, propertyRight: false, seed: null, why };
  }
  const { property, violatedAtUs, plan } = found;
  const original = reproduceLine("run", plansOf(defect).requestOf(found.seed), found.seed);
  const beforeShrink = cpuUsage();
  const { note } = shrunkRun(
    plan,
    defect.overrides,
    { property, violatedAtUs },
    { original, short: original },
    { eventsMax: SHRINK_EVENTS_MAX },
  );
  const shrunk = {
    shrunkEvents: note.after.events,
    shrinkCpuMs: msSince(beforeShrink),
    isMinimal: note.isMinimal,
    shrunkNodes: note.after.nodes,
  };
  return { ...about, ...shrunk, property, propertyRight: property === defect.property, seed: found.seed };
}

function msSince(before: NodeJS.CpuUsage): number {
  const { user, system } = cpuUsage(before);
  return Math.round((user + system) / 1000);
}
