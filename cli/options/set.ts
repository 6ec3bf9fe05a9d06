import { type ConstantName, constantTable } from "../../model/index.ts";
import { UsageError } from "../usage-error.ts";
import { durationUs } from "./duration.ts";
import { integer } from "./integer.ts";
import { knownName } from "./names.ts";

const names = Object.keys(constantTable) as ConstantName[];
const COUNT_MAX = 1_000_000;

/** Settings given as `knob=value`, each repeatable; the last one counts. @throws UsageError naming the knob */
export function settings(given: readonly string[]): Partial<Record<ConstantName, number>> {
  return Object.fromEntries(given.map(setting));
}

function setting(text: string): [ConstantName, number] {
  const at = text.indexOf("=");
  if (at < 0) throw new UsageError(`--set: expected knob=value, such as leaderTimeoutUs=3s, got "${text}"`);
  const name = knownName(text.slice(0, at).trim(), "--set", names);
  return [name, valueFor(name, text.slice(at + 1))];
}

function valueFor(name: ConstantName, text: string): number {
  const option = `--set ${name}`;
  const { unit } = constantTable[name];
  if (unit === "us") return durationUs(text, option);
  return integer(text, option, 0, unit === "switch" ? 1 : COUNT_MAX);
}
