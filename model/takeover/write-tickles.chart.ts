import { procedure } from "../chart/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { tickleWriteChanges, tickleWriteEffects, tickleWriteGuards } from "./tickle-write-names.ts";

const { prepareWrite, putOff, endWrite } = tickleWriteChanges;
const { readDatabase, askToWrite, armWriteAgain, reportWritten } = tickleWriteEffects;

const spec: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "write-tickles",
  sentence:
    "writes the lists of the addresses that the node serves to a database, one transaction at a time (our design)",
  source: "facts/ip-nfs.md §2.2, facts/recovery.md §1.9 steps 2 to 4",
  guards: { answered: waits.answered, anyFailed: waits.anyFailed, ...tickleWriteGuards },
  actions: { prepareWrite, putOff, endWrite, readDatabase, askToWrite, armWriteAgain, reportWritten },
  ends: ["failed"],
  steps: [
    {
      name: "look",
      sentence: "is there something to write, and may it be written now?",
      exits: [
        { guard: "isWriting", to: "done" },
        { guard: "writesNothing", to: "done" },
        { guard: "nothingIsDue", to: "done" },
      ],
    },
    {
      name: "prepare",
      sentence: "what differs from this node's copy",
      do: ["readDatabase", "prepareWrite"],
      exits: [{ guard: "nothingDiffers", to: "done" }],
    },
    {
      name: "write",
      sentence: "every node writes it for itself, as in any transaction; none does so in recovery mode",
      do: ["askToWrite"],
      until: "answered",
      exits: [
        { guard: "anyFailed", actions: ["putOff", "armWriteAgain"], to: "failed" },
        { guard: "memberMissed", actions: ["putOff", "armWriteAgain"], to: "failed" },
      ],
    },
    {
      name: "confirm",
      sentence: "it is known now; what has changed meanwhile comes next",
      do: ["reportWritten", "endWrite"],
      exits: [{ to: "look" }],
    },
  ],
};

/** Lists of connections are written to the database. */
export const writeTicklesChart = procedure(spec);
