import { procedure } from "../chart/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { ProgramProcedure } from "../process/index.ts";
import { arrivalChanges, arrivalEffects, arrivalGuards } from "./arrival-names.ts";
import { filterAgain, filterGuards, letGo, lockActions, lockGuards, lockSteps } from "./lock-steps.ts";
import { peerCallEffects, peerCallGuards } from "./peer-call-names.ts";
import { readActions } from "./read-record.ts";
import { recordEffects, recordGuards } from "./record-names.ts";
import { delegateActions, readAndClear, revokeActions, revokeGuards, revokeSteps, wantsRead } from "./revoke-names.ts";
import { heat, pinOver } from "./sticky-names.ts";

const spec: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "peer-call",
  sentence: "a node wants a record: it is given up, or the call is sent on",
  source: "facts/recovery.md §1.5, §1.7; server/ctdb_call.c ctdb_request_call",
  guards: {
    ...lockGuards,
    ...peerCallGuards,
    ...filterGuards,
    ...revokeGuards,
    wantsRead,
    notDmaster: recordGuards.notDmaster,
    ownCall: recordGuards.ownCall,
    isLmaster: recordGuards.isLmaster,
    callWaits: arrivalGuards.callWaits,
    pinOver,
  },
  actions: {
    ...lockActions,
    ...peerCallEffects,
    ...readActions,
    ...revokeActions,
    ...delegateActions,
    reportOutdated: recordEffects.reportOutdated,
    takeAgain: arrivalChanges.takeAgain,
    storeTaken: arrivalEffects.storeTaken,
    answerCall: arrivalEffects.answerCall,
    endCall: arrivalChanges.endCall,
    heat,
  },
  ends: ["dropped"],
  steps: [
    {
      name: "defer",
      sentence: "while the record moves through here its calls wait, in their order",
      until: "nothingMoves",
      exits: [...filterAgain([]), { guard: "pinOver", to: "lock" }],
    },
    {
      name: "pinned",
      sentence: "a hot record that has just come stays for a moment: clients here may use it",
      until: "pinOver",
      exits: [...filterAgain([]), { to: "defer" }],
    },
    ...lockSteps(filterAgain(letGo)),
    {
      name: "read",
      sentence: "who has the record?",
      do: readAndClear,
      exits: [
        { guard: "isRevoking", actions: [...letGo], to: "wait-revoke" },
        { guard: "notDmaster", to: "send-on" },
        { guard: "mustRevoke", to: "revoke" },
        // As shipped before anybody looks who asks: also its own call, when the record came back meanwhile.
        { guard: "wantsRead", to: "delegate" },
        { guard: "ownCall", to: "answer" },
        { guard: "isLmaster", to: "hand-over" },
        { to: "give-up" },
      ],
    },
    { name: "send-on", sentence: "not this node", do: ["sendOn", ...letGo], exits: [{ to: "done" }] },
    {
      name: "answer",
      sentence:
        "the record came back while the call was on its way: the call is run on it, whether or not anybody waits",
      do: ["heat", "takeAgain", "storeTaken"],
      exits: [
        { guard: "callWaits", actions: ["answerCall", "endCall", ...letGo], to: "done" },
        { actions: [...letGo], to: "done" },
      ],
    },
    {
      name: "hand-over",
      sentence: "this node has it and is its lmaster",
      do: ["heat", "reportGiven", "sendToAsker", "storeGiven", ...letGo],
      exits: [{ to: "done" }],
    },
    {
      name: "give-up",
      sentence: "this node has it: its lmaster must know where it goes",
      do: ["heat", "reportGiven", "sendToLmaster", "storeGiven", ...letGo],
      exits: [{ to: "done" }],
    },
    {
      name: "delegate",
      sentence: "a copy to read is enough: this node remembers who has one",
      do: ["noteDelegate", "storeDelegating", "reportDelegated", "sendDelegation", ...letGo],
      exits: [{ to: "done" }],
    },
    ...revokeSteps(filterAgain([]), "defer"),
    { name: "drop", sentence: "it has waited too long", do: ["reportOutdated"], exits: [{ to: "dropped" }] },
  ],
};

/** REQ_CALL of a peer, or of this node itself after a thaw. */
export const peerCallChart = procedure(spec);
