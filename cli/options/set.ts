import { constantOfTunable } from "../../fixtures/index.ts";
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
  const [given, value] = [text.slice(0, at).trim(), text.slice(at + 1)];
  const tunable = constantOfTunable(given);
  if (tunable === undefined) {
    const name = knownName(given, "--set", names);
    return [name, valueFor(name, value)];
  }
  const { constant, factor } = tunable;
  // As CTDB writes it a tunable is a number alone, mostly of seconds.
  return [constant, /^\d+$/.test(value) ? valueFor(constant, value, factor) : valueFor(constant, value)];
}

/** The value of a constant; with a factor it is a number alone, of which the constant is so many times as much. */
function valueFor(name: ConstantName, text: string, factor?: number): number {
  const option = `--set ${name}`;
  const { unit } = constantTable[name];
  if (unit === "us")
    return factor === undefined ? durationUs(text, option) : integer(text, option, 0, COUNT_MAX) * factor;
  return integer(text, option, 0, unit === "switch" ? 1 : COUNT_MAX);
}
