import type { Scenario } from "../../model/index.ts";
import { clockText, type PropertyVerdict, printable } from "../../reports/index.ts";
import { quoted } from "../session/reproduce.ts";
import { type ScenarioInput, withoutDefaults } from "./scenario-input.ts";

/** A longer scenario is saved by its owner: no terminal takes such a command. */
const INLINE_MAX = 20_000;

/** What a test report says of a scenario that does not hold; the command stands last. */
export function brokenText(scenario: Scenario, broken: readonly PropertyVerdict[], command: string): string {
  const { seed, nodes, lock, faults } = scenario;
  const kinds = faults.map(({ kind }) => kind);
  const done = kinds.length === 0 ? "no fault" : kinds.join(", ");
  return [
    ...broken.flatMap((one) => [headline(one), ...one.why.map((sentence) => `  ${printable(sentence)}`)]),
    `seed ${printable(seed)}, ${nodes} nodes, lock ${lock}, ${done}`,
    `reproduce: ${printable(command)}`,
  ].join("\n");
}

function headline({ name, verdict, atUs }: PropertyVerdict): string {
  if (verdict === "violated") return `${name} is violated${atUs === null ? "" : ` at ${clockText(atUs)}`}`;
  if (verdict === "not-applicable") return `${name} says nothing about this scenario, so it cannot hold`;
  return `${name} is unknown: the run ended before it could be judged`;
}

/** The command that runs a scenario that was given as an object: it saves it first. */
export function inlineCommand(scenario: ScenarioInput, defects: readonly string[]): string {
  const json = JSON.stringify({ version: 1, ...withoutDefaults(scenario) });
  const run = runOf("scenario.json", defects);
  if (json.length > INLINE_MAX) return `save JSON.stringify(scenario) as scenario.json, then ${run}`;
  return `printf %s ${quoted(json)} > scenario.json && ${run}`;
}

/** The command that runs a scenario that was given by its file or name. */
export function namedCommand(file: string, { seed }: Scenario, defects: readonly string[]): string {
  return `${runOf(file, defects)} --seed ${quoted(seed)}`;
}

function runOf(file: string, defects: readonly string[]): string {
  const words = ["npx cluster-sim run --scenario", quoted(file)];
  return [...words, ...defects.flatMap((defect) => ["--defect", quoted(defect)])].join(" ");
}
