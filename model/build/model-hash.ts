import { constantTable } from "../constants/index.ts";
import { hashOf } from "../words/index.ts";
import type { Model } from "./model.ts";

/**
 * A fingerprint of a model, 8 hexadecimal digits: the structure of its charts, all names, constants and
 * overrides, and the same of CTDB's other versions in it. Not the text of functions, which differs between
 * sources and build.
 */
export function modelHash(model: Model): string {
  const versions = Object.entries(model.versions ?? {}).map(([version, of]) => [version, partsOf(of)]);
  const text = JSON.stringify([...partsOf(model), constantTable, ...versions]);
  return hashOf(text).toString(16).padStart(8, "0");
}

function partsOf({ charts, overrides, constants }: Model): readonly unknown[] {
  const structure = Object.values(charts).map((chart) => [
    chart.id,
    chart.initial,
    chart.states,
    chart.steps?.map((step) => step.name) ?? [],
    Object.keys(chart.guards),
    Object.keys(chart.actions),
  ]);
  return [structure, overrides, constants];
}
