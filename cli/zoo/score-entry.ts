import { cpuUsage } from "node:process";
import type { DefectScore } from "../../reports/index.ts";
import { reproduceLine } from "../session/reproduce.ts";
import { shrunkRun } from "../session/shrunk-run.ts";
import { hunt } from "./hunt.ts";
import { entryOf, plansOf, settingOf, zooDefect } from "./zoo-defect.ts";

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
  let foundMs: number | undefined;
  const onFound = (): void => {
    foundMs = msSince(before);
  };
  const { found, right, runs } = hunt(defect, { seed, runsMax: seeds, onFound });
  const cpuMs = foundMs ?? msSince(before);
  const about = {
    id,
    found: found !== undefined,
    seeds: found?.run ?? runs,
    cpuMs,
    limitEvents: 2 * entry.injects.length,
    area: entry.area,
    sentence: entry.sentence,
    setting: settingOf(defect.shown).join(", "),
    breaks: entry.breaks,
    ...(entry.note === undefined ? {} : { note: entry.note }),
    seedsToRight: right?.run ?? null,
  };
  const nothing = { shrunkEvents: null, shrunkProperty: null, shrinkCpuMs: null, isMinimal: null, shrunkNodes: null };
  if (found === undefined) {
    const why = `no property broke in ${runs} runs`;
    return { ...about, ...nothing, property: null, propertyRight: false, seed: null, why };
  }
  // What is worth a short story is the right property; the first one broken may be another.
  const told = right ?? found;
  const { property, violatedAtUs, plan } = told;
  const original = reproduceLine("run", plansOf(defect).requestOf(told.seed), told.seed);
  const beforeShrink = cpuUsage();
  const { note } = shrunkRun(
    plan,
    defect.overrides,
    { property, violatedAtUs },
    { original, short: () => original },
    { eventsMax: SHRINK_EVENTS_MAX },
  );
  const shrunk = {
    shrunkEvents: note.after.events,
    shrunkProperty: property,
    shrinkCpuMs: msSince(beforeShrink),
    isMinimal: note.isMinimal,
    shrunkNodes: note.after.nodes,
  };
  return { ...about, ...shrunk, property: found.property, propertyRight: right?.run === found.run, seed: found.seed };
}

function msSince(before: NodeJS.CpuUsage): number {
  const { user, system } = cpuUsage(before);
  return Math.round((user + system) / 1000);
}
