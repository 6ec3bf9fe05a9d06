import { procedure } from "../chart/index.ts";
import { answers, type ProgramProcedure, waits } from "../process/index.ts";
import { FLAG } from "../words/index.ts";
import type { RecoverdChange, RecoverdEffect } from "./names.ts";
import type { RecoverdData } from "./recoverd-data.ts";
import type { RecoverdEvent } from "./recoverd-event.ts";

/** How a recovery daemon comes to push the flags of its own node. */
export const pushChanges = {
  noteOwnFlags: {
    sentence: "remember which flags its daemon has now",
    change: (c, e) => {
      if (e.type === "PUSH_FLAGS") c.d.flagsToPush = e.flags;
    },
  },
} as const satisfies Record<string, RecoverdChange>;

/** What a change of its own node's flags begins. */
export const pushEffects = {
  callPushFlags: {
    sentence: "push them, before anything else goes on",
    effect: () => ({ kind: "call", chart: "push-flags" }),
  },
} as const satisfies Record<string, RecoverdEffect>;

const spec: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "push-flags",
  sentence: "tell all nodes that the leader sees as connected which flags this node has now",
  source: "facts/leadership.md §1.2, facts/ip-nfs.md §2.5; server/ctdb_recoverd.c push_flags_handler",
  guards: { answered: waits.answered, anyFailed: waits.anyFailed },
  actions: {
    askLeadersNodemap: {
      sentence: "ask the leader for its node map",
      effect: ({ d, k }) => ({
        kind: "ask",
        op: "GET_NODEMAP",
        to: [d.leader],
        body: {},
        as: "self",
        timeoutUs: k.recoverTimeoutUs,
      }),
    },
    pushOwnFlags: {
      sentence: "tell the nodes that are connected there, itself among them",
      effect: (c) => {
        const flags = answers(c)[0]?.[1].flags ?? [];
        const to = flags.flatMap((seen, pnn) => ((seen & (FLAG.disconnected | FLAG.deleted)) === 0 ? [pnn] : []));
        const body = { flags: [[c.d.pnn, c.d.flagsToPush] as const] };
        return { kind: "ask", op: "MODIFY_FLAGS", to, body, as: "self", timeoutUs: c.k.recoverTimeoutUs };
      },
    },
  },
  ends: ["failed"],
  steps: [
    {
      name: "fetch-nodemap",
      sentence: "the leader knows who is connected",
      do: ["askLeadersNodemap"],
      until: "answered",
      exits: [{ guard: "anyFailed", to: "failed" }],
    },
    { name: "push", sentence: "nobody looks whether it worked", do: ["pushOwnFlags"], until: "answered" },
  ],
};

/** PUSH_NODE_FLAGS. */
export const pushFlagsChart = procedure(spec);
