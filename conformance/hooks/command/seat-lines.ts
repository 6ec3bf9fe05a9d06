import type { SeatValues } from "../hooks.ts";
import { linesOf } from "./lines.ts";

/** Reads the answer to `seat`. @throws HookError naming the line that makes no sense */
export function readSeat(output: string, what: string): SeatValues {
  const values: [string, string][] = [];
  const env: [string, string][] = [];
  for (const line of linesOf(output, what)) {
    const [, isEnv, name = "", value = ""] = /^(env\s+)?([^\s=]+)=(.*)$/.exec(line.text) ?? [];
    if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) throw line.wrong('this is neither "name=value" nor "env NAME=value"');
    (isEnv === undefined ? values : env).push([name, value]);
  }
  // Own properties whatever their name.
  return { values: Object.fromEntries(values), env: Object.fromEntries(env) };
}
