import { procedure, type StepSpec } from "../chart/index.ts";
import { type CtdbdData, type CtdbdEvent, ownModeEffects } from "../node/index.ts";
import type { ProgramProcedure } from "../process/index.ts";
import { arrivalChanges, arrivalEffects, arrivalGuards } from "./arrival-names.ts";
import { filterAgain, filterGuards, letGo, lockActions, lockGuards, lockSteps } from "./lock-steps.ts";
import { readActions, readRecord } from "./read-record.ts";
import { recordEffects, recordGuards } from "./record-names.ts";
import { pinActions } from "./sticky-names.ts";

const finish = [...letGo, "endMove"] as const;

const begin: readonly StepSpec[] = [
  { name: "begin", sentence: "calls for the record wait from here on", do: ["beginMove"] },
  ...lockSteps(filterAgain(finish)),
];

/** This node becomes the record's dmaster. */
const become: readonly StepSpec[] = [
  {
    name: "become-dmaster",
    sentence: "the record is here, whether or not anybody still waits for it",
    do: ["takeRecord", "storeTaken", "reportArrived", "pinDown", "armPindown", "reportPinned"],
    exits: [
      { guard: "callWaits", actions: ["takeAgain", "storeTaken", "answerCall", "endCall", ...finish], to: "done" },
      { actions: finish, to: "done" },
    ],
  },
  { name: "drop", sentence: "it has waited too long", do: ["reportOutdated"], exits: [{ to: "dropped" }] },
];

const guards = {
  ...lockGuards,
  ...filterGuards,
  callWaits: arrivalGuards.callWaits,
};

const { enterRecoveryMode, ...changes } = arrivalChanges;
const { storeTaken, reportArrived, answerCall, ...lmasterEffects } = arrivalEffects;
const actions = {
  ...lockActions,
  ...changes,
  storeTaken,
  reportArrived,
  answerCall,
  ...pinActions,
  reportOutdated: recordEffects.reportOutdated,
};

const request: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "dmaster-request",
  sentence: "the dmaster gives a record up: its lmaster notes who has it next, and hands it on",
  source: "facts/recovery.md §1.5; server/ctdb_call.c ctdb_request_dmaster",
  guards: {
    ...guards,
    notLmaster: recordGuards.notLmaster,
    ownCall: recordGuards.ownCall,
    otherDmaster: arrivalGuards.otherDmaster,
  },
  actions: { ...actions, ...lmasterEffects, enterRecoveryMode, ...ownModeEffects, ...readActions },
  ends: ["dropped", "aborted"],
  steps: [
    ...begin,
    {
      name: "read",
      sentence: "does the sender have the record, and is it for this node to know?",
      do: readRecord,
      exits: [
        { guard: "notLmaster", actions: ["abort"], to: "aborted" },
        { guard: "otherDmaster", actions: ["armNoDropTimer", "enterRecoveryMode", ...finish], to: "done" },
        { guard: "ownCall", to: "become-dmaster" },
        { to: "pass-on" },
      ],
    },
    {
      name: "pass-on",
      sentence: "it goes to who wants it",
      do: ["storePassedOn", "passOn", ...finish],
      exits: [{ to: "done" }],
    },
    ...become,
  ],
};

const reply: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "dmaster-reply",
  sentence: "a record arrives at who wanted it",
  source: "facts/recovery.md §1.5; server/ctdb_call.c ctdb_reply_dmaster",
  guards,
  actions: { ...actions, fetch: recordEffects.fetch },
  ends: ["dropped"],
  steps: [...begin, { name: "read", sentence: "the copy that is here is replaced", do: ["fetch"] }, ...become],
};

/** REQ_DMASTER, at the lmaster. */
export const dmasterRequestChart = procedure(request);
/** REPLY_DMASTER, at the node that wanted the record. */
export const dmasterReplyChart = procedure(reply);
