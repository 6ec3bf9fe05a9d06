import type { DrillAct } from "../../model/index.ts";
import type { Hooks, HookVerb } from "../hooks/index.ts";

/** What can be done to every helper, wherever its lock is. */
const always: readonly DrillAct[] = [
  "occupy",
  "start",
  "start-orphaned",
  "terminate",
  "kill",
  "stop",
  "continue",
  "kill-parent",
  "neglect-parent",
  "stop-parent",
  "end-occupant",
  "kill-occupant",
  "challenge",
];

/** What the model knows to do to a file, and to a lease. */
const toFile: readonly (DrillAct & HookVerb)[] = ["forbid", "remove", "replace"];
const toLease: readonly (DrillAct & HookVerb)[] = ["revoke", "cut", "stall"];

/** The acts of drills that an environment can do to a lock that is a file, or a lease. */
export function actsOfHooks({ can }: Pick<Hooks, "can">, keeping: "file" | "lease"): ReadonlySet<DrillAct> {
  const verbs = (keeping === "file" ? toFile : toLease).filter((verb) => can.has(verb));
  const held = verbs.filter((verb) => verb !== "cut" && verb !== "stall");
  // What cannot be undone would hold up everybody who comes later.
  const hooked = can.has("restore") ? [...verbs, "restore" as const] : held;
  const own: readonly DrillAct[] = keeping === "file" ? ["terminate-children"] : [];
  return new Set([...always, ...own, ...hooked]);
}
