import { typedDuration } from "../options/duration.ts";
import type { RunRequest } from "./request.ts";

/** The one command that does the same again: a run, a campaign, an exploration. */
export function reproduceLine(
  command: "run" | "explore" | "campaign" | "compare",
  request: RunRequest,
  seed: string,
  more: readonly string[] = [],
): string {
  return ["npx cluster-sim", command, "--seed", quoted(seed), ...more.map(quoted), ...settingsOf(request)].join(" ");
}

/** The options of a request other than its seed, as they are typed. */
function settingsOf(request: RunRequest): string[] {
  const { scenarioFile, configFolder, nodes, lock, ctdb, designs, recovery, databases, addresses, groups, takeover } =
    request;
  const { faults, durationUs, strategy, grace, maxWindowUs, tickles, served, reload } = request;
  const option = (name: string, value: string | number | undefined): string[] =>
    value === undefined ? [] : [name, quoted(String(value))];
  return [
    ...option("--scenario", scenarioFile),
    ...option("--config", configFolder),
    ...option("--nodes", nodes),
    ...option("--lock", lock === "fcntl" && configFolder === undefined ? undefined : lock),
    ...(designs?.splitLock === true ? ["--split-lock"] : []),
    ...(designs?.fencing === true ? ["--fencing"] : []),
    ...option("--ctdb", typeof ctdb === "object" ? ctdb.join(",") : ctdb),
    ...option("--recovery", typeof recovery === "object" ? recovery.join(",") : recovery),
    ...option("--takeover", takeover),
    ...option("--tickles", tickles),
    ...option("--served", served),
    ...option("--reload", reload),
    ...option("--databases", databases),
    ...option("--grace", grace),
    ...option("--max-window", maxWindowUs === undefined ? undefined : typedDuration(maxWindowUs)),
    ...option("--addresses", addresses),
    ...option("--groups", groups),
    ...option("--faults", faults?.join(",")),
    ...Object.entries(request.set).flatMap(([name, value]) => option("--set", `${name}=${settingText(name, value)}`)),
    ...option("--duration", durationUs === undefined ? undefined : typedDuration(durationUs)),
    ...option("--strategy", strategy),
    ...(request.asShipped ? ["--as-shipped"] : []),
    ...request.drop.flatMap((name) => option("--drop-assumption", name)),
    ...request.defects.flatMap((defect) => option("--defect", defect)),
  ];
}

/** A constant as it is typed: names that end in Us are times, which need a unit. */
function settingText(name: string, value: number): string {
  return name.endsWith("Us") && value > 0 ? typedDuration(value) : String(value);
}

/** A word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
