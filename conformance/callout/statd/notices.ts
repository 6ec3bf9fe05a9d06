import type { Call } from "../sandbox/index.ts";

/** One notice to a client that a server restarted. */
export interface Notice {
  readonly client: string;
  /** The address of the server by which the client knows it. */
  readonly server: string;
  /** State number: odd for up; absent where it is not an argument. */
  readonly state?: number;
  /** What the databases held when it was sent. */
  readonly held: readonly string[];
}

/** The notices in a list of calls, in order. */
export function noticesIn(calls: readonly Call[]): readonly Notice[] {
  return calls.flatMap((call, index) => {
    const after = calls.slice(index + 1, index + 3);
    const held = after.find(({ program }) => program === "database")?.args ?? [];
    if (call.program === "smnotify") return [own(call, held)];
    if (call.program !== "sm-notify") return [];
    const clients = after.find(({ program }) => program === "listed")?.args ?? [];
    return clients.map((client) => ({ client, server: optionOf(call, "-v"), held }));
  });
}

/** A notice of CTDB's own small program: one client a call. */
function own(call: Call, held: readonly string[]): Notice {
  const state = Number.parseInt(optionOf(call, "--stateval"), 10);
  const notice = { client: optionOf(call, "--client"), server: optionOf(call, "--ip"), held };
  return Number.isNaN(state) ? notice : { ...notice, state };
}

function optionOf({ args }: Call, option: string): string {
  const joined = args.find((word) => word.startsWith(`${option}=`));
  if (joined !== undefined) return joined.slice(option.length + 1);
  const at = args.indexOf(option);
  return at < 0 ? "" : (args[at + 1] ?? "");
}
