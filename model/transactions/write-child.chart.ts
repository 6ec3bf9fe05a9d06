import { type Effect as EffectAction, type Guard, procedure } from "../chart/index.ts";
import type { Effect } from "../effect/index.ts";
import { type Context, type ProgramProcedure, waits } from "../process/index.ts";
import type { WriteChildData, WriteChildEvent } from "./write-child-data.ts";

type C = Context<WriteChildData>;

/** Whose chain stands for the transaction lock of a file: writers follow one another, and a freeze waits for them. */
const WRITERS_KEY = "__transaction__";

const guards = {
  someNotNewer: {
    sentence: "a record that is here has the same rsn or a higher one, and other contents",
    test: ({ d, f }) =>
      Object.entries(d.writes.copies).some(([key, copy]) => {
        const here = f.file?.copies?.[key];
        return here !== undefined && here.rsn >= copy.rsn && here.value !== copy.value;
      }),
  },
} as const satisfies Record<string, Guard<C, WriteChildEvent>>;

const effects = {
  takeTurn: {
    sentence: "stand behind a transaction that somebody else has open",
    effect: () => ({ kind: "file", call: { op: "turn" } }),
  },
  lockFile: {
    sentence: "lock the file against other writers: a frozen one lets nobody in",
    effect: ({ d }) => ({ kind: "file", call: { op: "lock", db: d.writes.db, key: WRITERS_KEY } }),
  },
  readFile: {
    sentence: "read what is here",
    effect: ({ d }) => ({ kind: "file", call: { op: "read", db: d.writes.db } }),
  },
  writeRecords: {
    sentence: "write all records at once, down to the disk",
    effect: ({ d }) => ({ kind: "file", call: { op: "write", ...d.writes } }),
  },
  sayWritten: { sentence: "tell its daemon: written", effect: () => ({ kind: "write", byte: "0" }) },
  sayFailed: { sentence: "tell its daemon: nothing is written", effect: () => ({ kind: "write", byte: "1" }) },
  exit: { sentence: "exit; the kernel frees its lock", effect: () => ({ kind: "exit", code: 0 }) },
} as const satisfies Record<string, EffectAction<C, WriteChildEvent, Effect>>;

const spec: ProgramProcedure<WriteChildData, WriteChildEvent> = {
  id: "write-child",
  sentence: "writes the records of a transaction; neither a freeze nor a recovery, nor its daemon's end, stops it",
  source: "facts/recovery.md §1.9 step 3, §6.3; server/ctdb_update_record.c",
  guards: { fileDone: waits.fileDone, ...guards },
  actions: effects,
  ends: ["failed"],
  steps: [
    {
      name: "wait-turn",
      sentence: "another transaction over the file may be open",
      do: ["takeTurn"],
      until: "fileDone",
    },
    { name: "lock", sentence: "the file, behind whoever has it frozen", do: ["lockFile"], until: "fileDone" },
    {
      name: "compare",
      sentence: "each record must be newer than what is here, or the same; nobody asks for a generation",
      do: ["readFile"],
      exits: [{ guard: "someNotNewer", to: "fail" }],
    },
    { name: "write", sentence: "all or nothing", do: ["writeRecords"], until: "fileDone" },
    { name: "succeed", sentence: "written", do: ["sayWritten", "exit"], exits: [{ to: "done" }] },
    { name: "fail", sentence: "not written", do: ["sayFailed", "exit"], exits: [{ to: "failed" }] },
  ],
};

/** The child of an UPDATE_RECORD. */
export const writeChildChart = procedure(spec);
