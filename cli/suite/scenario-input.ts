import { loadScenario } from "../../fixtures/index.ts";
import type { Scenario, StorageKnobs, TimingKnobs } from "../../model/index.ts";

/** A scenario as in a scenario file: whatever is left out has its default. */
export type ScenarioInput = Partial<Omit<Scenario, "timing" | "storage">> & {
  readonly timing?: Partial<TimingKnobs>;
  readonly storage?: Partial<StorageKnobs>;
  /** What it shows, in a sentence. */
  readonly about?: string;
};

/**
 * Checks a scenario and fills in what was left out.
 *
 * @throws ScenarioError naming the field and the way out
 */
export function fullScenario(given: ScenarioInput): Scenario {
  return loadScenario(JSON.stringify({ version: 1, ...given }), "scenario").scenario;
}

/** The same scenario with nothing in it that it would have anyway. */
export function withoutDefaults(given: ScenarioInput): ScenarioInput {
  const { nodes } = given;
  const usual = fullScenario(nodes === undefined ? {} : { nodes }) as unknown as Readonly<Record<string, unknown>>;
  const same = (name: string, value: unknown): boolean =>
    name !== "nodes" && JSON.stringify(value) === JSON.stringify(usual[name]);
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => !same(name, value)));
}
