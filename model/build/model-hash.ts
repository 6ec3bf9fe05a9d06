import { constantTable } from "../constants/index.ts";
import type { Model } from "./model.ts";

/**
 * A fingerprint of a model, 8 hexadecimal digits: the structure of its charts, all names, constants and
 * overrides, and the same of CTDB's other versions in it. Not the text of functions, which differs between
 * sources and build.
 */
export function modelHash(model: Model): string {
  const versions = Object.entries(model.versions ?? {}).map(([version, of]) => [version, partsOf(of)]);
  const text = JSON.stringify([...partsOf(model), constantTable, ...versions]);
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
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
