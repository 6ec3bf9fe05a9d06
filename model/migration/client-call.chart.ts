import { procedure } from "../chart/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { ProgramProcedure } from "../process/index.ts";
import { arrivalChanges, arrivalEffects } from "./arrival-names.ts";
import { clientCallChanges, clientCallEffects, clientCallGuards } from "./client-call-names.ts";
import { letGo, lockActions, lockGuards, lockSteps } from "./lock-steps.ts";
import { readActions } from "./read-record.ts";
import { recordGuards } from "./record-names.ts";
import { readAndClear, revokeActions, revokeGuards, revokeSteps } from "./revoke-names.ts";

const spec: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "client-call",
  sentence:
    "a client wants a record to be here: it is, or whoever may have it is asked; a call is dropped only with its client",
  source: "facts/recovery.md §1.5; server/ctdb_daemon.c daemon_request_call_from_client",
  guards: { ...lockGuards, ...clientCallGuards, ...revokeGuards, isDmaster: recordGuards.isDmaster },
  actions: {
    ...lockActions,
    ...clientCallChanges,
    ...clientCallEffects,
    ...readActions,
    ...revokeActions,
    takeAgain: arrivalChanges.takeAgain,
    storeTaken: arrivalEffects.storeTaken,
  },
  steps: [
    {
      name: "look-up",
      sentence: "the database must be attached",
      exits: [{ guard: "notAttached", actions: ["passErrorOn"], to: "done" }, { to: "lock" }],
    },
    ...lockSteps([{ guard: "clientGone", actions: [...letGo], to: "done" }], "heed-map"),
    {
      name: "heed-map",
      sentence: "is the map that of the database?",
      exits: [
        { guard: "mapFits", to: "read" },
        { actions: [...letGo], to: "wait-for-map" },
      ],
    },
    {
      name: "wait-for-map",
      sentence: "as shipped nobody does",
      until: "mapFits",
      exits: [{ guard: "clientGone", to: "done" }, { to: "lock" }],
    },
    {
      name: "read",
      sentence: "is it asked for already, even if it is here by now? Else: where is it?",
      do: readAndClear,
      exits: [
        { guard: "isAskedFor", actions: [...letGo], to: "collapse" },
        { guard: "isRevoking", actions: [...letGo], to: "wait-revoke" },
        { guard: "mustRevoke", to: "revoke" },
        { guard: "isDmaster", to: "answer" },
        { to: "ask" },
      ],
    },
    {
      name: "collapse",
      sentence: "it waits behind the call for the same record that is under way, and begins anew then",
      do: ["armCollapse"],
      until: "collapseOver",
      exits: [{ guard: "clientGone", to: "done" }, { to: "lock" }],
    },
    {
      name: "ask",
      sentence: "ask the dmaster; the answer may never come",
      do: ["newCall", "sendCall", ...letGo],
      exits: [{ to: "done" }],
    },
    {
      name: "answer",
      sentence: "the record is here: the call is run on it, with a store of its own",
      do: ["takeAgain", "storeTaken", "answerHere", ...letGo],
      exits: [{ to: "done" }],
    },
    ...revokeSteps([{ guard: "clientGone", to: "done" }], "lock"),
  ],
};

/** REQ_CALL of a client. */
export const clientCallChart = procedure(spec);
