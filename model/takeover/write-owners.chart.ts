import { procedure } from "../chart/index.ts";
import { type CtdbdData, type CtdbdEvent, ownModeChanges, ownModeEffects } from "../node/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { ownerEffects } from "./owner-names.ts";
import { ownerWriteEffects, ownerWriteGuards } from "./owner-write-names.ts";

const spec: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "write-owners",
  sentence: "writes who shall serve which address to a database, in one transaction (our design): SET_PUBLIC_IP_OWNERS",
  source: "facts/ip-nfs.md §1.3; facts/recovery.md §1.9 steps 2 to 4",
  guards: { answered: waits.answered, anyFailed: waits.anyFailed, ...ownerWriteGuards },
  actions: { ...ownerWriteEffects, ...ownModeChanges, ...ownModeEffects, readOwners: ownerEffects.readOwners },
  ends: ["failed"],
  steps: [
    {
      name: "look",
      sentence: "may it be written now?",
      exits: [{ guard: "isRecovering", to: "refuse" }],
    },
    {
      name: "write",
      sentence: "every node writes it for itself, as in any transaction; one that fails brings a recovery",
      do: ["readOwners", "askToWrite"],
      until: "answered",
      exits: [{ guard: "anyFailed", actions: ["armNoDropTimer", "enterRecoveryMode"], to: "refuse" }],
    },
    { name: "confirm", sentence: "it stands everywhere", do: ["answerWritten"], exits: [{ to: "done" }] },
    { name: "refuse", sentence: "whoever asked gives up", do: ["answerNotWritten"], exits: [{ to: "failed" }] },
  ],
};

/** SET_PUBLIC_IP_OWNERS. */
export const writeOwnersChart = procedure(spec);
