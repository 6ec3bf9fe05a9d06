import { suggest } from "../../../model/index.ts";
import type { HookVerb } from "../hooks.ts";
import { hookVerbs, isHookVerb } from "../verbs.ts";
import { type Line, linesOf } from "./lines.ts";

/** What an executable says of itself. */
export interface Description {
  readonly can: ReadonlySet<HookVerb>;
  readonly leaseMs?: number;
  readonly expiresMs?: number;
  readonly freshLocks: boolean;
}

/** Reads the answer to `describe`. @throws HookError naming the line that makes no sense */
export function readDescription(output: string, what: string): Description {
  const can = new Set<HookVerb>();
  const times: { leaseMs?: number; expiresMs?: number } = {};
  let freshLocks = false;
  for (const line of linesOf(output, what)) {
    const [word = "", ...rest] = line.text.trim().split(/\s+/);
    if (word === "can") for (const verb of rest) can.add(verbOf(verb, line));
    else if (word === "lease") times.leaseMs = durationOf(rest, line, word);
    else if (word === "expires-within") times.expiresMs = durationOf(rest, line, word);
    else if (word === "fresh-locks") freshLocks = yesOf(rest, line);
    else throw line.wrong(`there is no "${word}"${suggest(word, ["can", "lease", "expires-within", "fresh-locks"])}`);
  }
  return { can, freshLocks, ...times };
}

function verbOf(word: string, line: Line): HookVerb {
  if (isHookVerb(word)) return word;
  throw line.wrong(`there is no verb "${word}"${suggest(word, hookVerbs)}`);
}

function durationOf(words: readonly string[], line: Line, what: string): number {
  const [, number, unit] = /^(\d{1,9})(ms|s)$/.exec(words.join(" ")) ?? [];
  const ms = Number(number) * (unit === "s" ? 1000 : 1);
  if (ms > 0) return ms;
  throw line.wrong(`the ${what} must be a time such as "9s" or "1500ms"`);
}

function yesOf(words: readonly string[], line: Line): boolean {
  const said = words.join(" ");
  if (said === "yes" || said === "no") return said === "yes";
  throw line.wrong('fresh-locks must be "yes" or "no"');
}
