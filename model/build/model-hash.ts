import { constantTable } from "../constants/index.ts";
import type { Model } from "./model.ts";

/**
 * A fingerprint of a model, 8 hexadecimal digits: the structure of its charts, all names, constants and
 * overrides. Not the text of functions, which differs between sources and build.
 */
export function modelHash(model: Model): string {
  const structure = Object.values(model.charts).map((chart) => [
    chart.id,
    chart.initial,
    chart.states,
    chart.steps?.map((step) => step.name) ?? [],
    Object.keys(chart.guards),
    Object.keys(chart.actions),
  ]);
  const text = JSON.stringify([structure, constantTable, model.overrides, model.constants]);
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
