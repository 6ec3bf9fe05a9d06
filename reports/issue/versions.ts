import { ctdbVersions, type Scenario, versionsIn } from "../../model/index.ts";
import { designOptions } from "../design-words.ts";
import type { FailureStory } from "../story/index.ts";

/** Which CTDB is modelled, node by node if they differ. */
export function versionWords(scenario: Scenario): string {
  const { ctdb } = scenario;
  if (typeof ctdb === "object") return ctdb.map((version, pnn) => `${version} on node ${pnn}`).join(", ");
  const [version = "head"] = versionsIn(ctdb);
  return `${version} (${ctdbVersions[version]})`;
}

/** What a reader must know to judge the story: names and values; not yet escaped for anything. */
export function versionRows(story: FailureStory): readonly (readonly [name: string, value: string])[] {
  const { scenario, verdict, defects, draws } = story;
  const { lock, splitLock, fencing } = scenario;
  const designs = [...(splitLock === true ? ["split lock"] : []), ...(fencing === true ? ["fencing"] : [])];
  return [
    ["cluster-sim", verdict.version],
    ["model", verdict.modelHash],
    ["CTDB modelled", versionWords(scenario)],
    ["cluster lock", [lock, ...designs].join(" + ")],
    ...(defects.length === 0 ? [] : [["defects", defects.join(", ")] as const]),
    ["seed", verdict.seed],
    ["trace", `${verdict.traceHash} (${draws} decisions drawn)`],
  ];
}

/** The command that runs a saved scenario anywhere. */
export function savedCommand({ defects, scenario }: FailureStory): string {
  const quoted = (word: string): string =>
    /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
  // The file says the designs itself; a reader shall see them.
  const designs = designOptions(scenario).map(([name, value]) => `--${name} ${value}`);
  const put = defects.map((one) => `--defect ${quoted(one)}`);
  return ["npx cluster-sim run --scenario scenario.json", ...designs, ...put].join(" ");
}
