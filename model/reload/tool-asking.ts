import type { Effect as EffectAction } from "../chart/index.ts";
import type { ControlBody, Effect } from "../effect/index.ts";
import type { Context, ProcessData } from "../process/index.ts";
import type { ControlOp, Pnn } from "../words/index.ts";

/** Asks daemons in the name of an administrator; its own one, unless others are given. */
export function askAsAdmin(
  { d, k }: Context<ProcessData>,
  op: ControlOp,
  body: ControlBody = {},
  to: readonly Pnn[] = [d.pnn],
): Effect & { readonly kind: "ask" } {
  return { kind: "ask", op, to, body, as: "admin", timeoutUs: k.controlTimeoutUs };
}

/** What every tool that changes addresses does in the end. */
export const toolEnds = {
  askForRun: {
    sentence: "ask the leader for a takeover run",
    effect: ({ d }) => ({ kind: "broadcast", to: "connected", message: { type: "TAKEOVER_RUN", pnn: d.pnn } }),
  },
  exit: { sentence: "exit", effect: () => ({ kind: "exit", code: 0 }) },
  exitFailed: { sentence: "exit, as one that has failed", effect: () => ({ kind: "exit", code: 1 }) },
} as const satisfies Record<string, EffectAction<Context<ProcessData>, never, Effect>>;
