import {
  constantTable,
  defaultDurationUs,
  defaultStorage,
  defaultTiming,
  type Range,
  type Scenario,
} from "../../model/index.ts";
import { counted } from "../count-text.ts";
import { recoveryWords } from "../design-words.ts";
import { NEVER_HEALED } from "../heal-words.ts";
import { databasesText, groupsText, jobsText } from "../text/index.ts";
import { clockText, durationText } from "../time-text.ts";

/** What a scenario sets otherwise than an empty scenario file, name and words; faults and dropped assumptions aside. */
export function scenarioDifferences(scenario: Scenario): readonly (readonly [name: string, words: string])[] {
  const { nodes, durationUs, timing, storage, clockOffsetUs, set, heal } = scenario;
  const rows: [name: string, words: string | undefined][] = [
    ["name", scenario.name],
    ["nodes", nodes === 3 ? undefined : String(nodes)],
    ["deleted", listed(scenario.deleted)],
    ["without the leader role", listed(scenario.cannotLead)],
    ["without the LMASTER capability", listed(scenario.notLmaster)],
    ["lock settings", listed(scenario.lockSettings)],
    ["recovery lock", scenario.splitLock === true ? "beside the cluster lock (a design of cluster-sim)" : undefined],
    ["fencing", scenario.fencing === true ? "by the revision of the lock (a design of cluster-sim)" : undefined],
    ["service clock", scenario.serviceRatePpm === undefined ? undefined : `${scenario.serviceRatePpm} ppm too fast`],
    ["recovery of databases", recoveryWords(scenario)],
    ["takeover runs", scenario.takeover],
    ["groups", groupsText(scenario)],
    ["databases", databasesText(scenario)],
    ["clients", jobsText(scenario)],
    ["duration", durationUs === defaultDurationUs ? undefined : durationText(durationUs)],
    ...Object.entries(timing).map(([name, range]): [string, string | undefined] => [
      `timing ${name.slice(0, -2)}`,
      differentRange(range as Range, (defaultTiming as unknown as Record<string, Range>)[name]),
    ]),
    ["switched on", scenario.bootAtUs?.map(clockText).join(", ")],
    ["locks of the dead", elsewhere(storage.lockRecoveryUs, defaultStorage.lockRecoveryUs, "free after")],
    ["paused hosts", elsewhere(storage.expelPausedUs, defaultStorage.expelPausedUs, "lose their locks after")],
    ["clocks", clockOffsetUs.every((us) => us === 0) ? undefined : clockOffsetUs.map(durationText).join(", ")],
    ...Object.entries(set).map(([name, value]): [string, string] => [name, settingWords(name, value)]),
    ["decisions", decisionWords(scenario.draws)],
    ["heal", heal === undefined ? NEVER_HEALED : healWords(heal)],
  ];
  return rows.flatMap(([name, words]) => (words === undefined ? [] : [[name, words] as const]));
}

function listed(values: readonly (string | number)[] | undefined): string | undefined {
  return values === undefined || values.length === 0 ? undefined : values.join(", ");
}

function differentRange([min, max]: Range, usual: Range | undefined): string | undefined {
  if (min === usual?.[0] && max === usual[1]) return undefined;
  return min === max ? durationText(min) : `${durationText(min)} to ${durationText(max)}`;
}

function elsewhere(us: number, usualUs: number, words: string): string | undefined {
  return us === usualUs ? undefined : `${words} ${durationText(us)}`;
}

function settingWords(name: string, value: number): string {
  const text = (us: number): string => (name.endsWith("Us") ? durationText(us) : String(us));
  const usual = (constantTable as Readonly<Record<string, { readonly value: number }>>)[name];
  return usual === undefined ? text(value) : `${text(value)} (usually ${text(usual.value)})`;
}

function decisionWords(draws: Scenario["draws"]): string | undefined {
  if (draws === undefined) return undefined;
  if (draws.kind === "priorities") return `by priorities that change ${draws.changes} times`;
  const listedCount = Object.values(draws.decisions).reduce((sum, decisions) => sum + decisions.length, 0);
  return `each takes its least value, but for ${counted(listedCount, "listed one")}`;
}

function healWords({ atUs, core, restart }: NonNullable<Scenario["heal"]>): string {
  return `at ${clockText(atUs)}, nodes ${core.join(", ")}${restart === false ? "; what is down stays down" : ""}`;
}
