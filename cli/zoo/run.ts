import type { ZooEntry } from "../../fixtures/index.ts";
import { counted, EXIT, type ExitCode, epilogueText, headerText, printable } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { integer } from "../options/integer.ts";
import { checkedSeed } from "../options/seed.ts";
import { checkOut } from "../session/check-out.ts";
import { recordedRun } from "../session/judged-run.ts";
import { writeShrunk } from "../session/keep-failure.ts";
import { Progress } from "../session/progress.ts";
import { reproduceLine } from "../session/reproduce.ts";
import { writeRunFolder } from "../session/run-folder.ts";
import { version } from "../version.ts";
import { type Hunt, hunt } from "./hunt.ts";
import { SHRINK_EVENTS_MAX } from "./score-entry.ts";
import { entryOf, mustBeMeasured, plansOf, type ZooDefect, zooDefect } from "./zoo-defect.ts";

/** The options of `zoo run`, as typed. */
export interface RunZooFlags {
  readonly seeds: string;
  readonly seed: string;
  readonly out: string;
  readonly json?: boolean;
}

const SEEDS_MAX = 1_000_000;

/**
 * `cluster-sim zoo run ID`: runs seeds until one shows the defect, shortens it and tells the story. Finding it is what
 * was asked for: it ends with 0, and with 1 if no seed showed it.
 */
export async function runEntry(io: Io, id: string, flags: RunZooFlags): Promise<ExitCode> {
  const runsMax = integer(flags.seeds, "--seeds", 1, SEEDS_MAX);
  const seed = checkedSeed(flags.seed);
  const entry = entryOf(id);
  mustBeMeasured(entry);
  const defect = await zooDefect(entry, io.cwd);
  checkOut(flags.out, io.cwd);
  const isJson = flags.json === true;
  if (!isJson) io.out(`${headerText(seed, version())}\n\n${aboutText(entry)}\n`);
  const progress = new Progress(io, runsMax);
  const { found, right, runs } = hunt(defect, { seed, runsMax, onRun: (done) => progress.show(done, 0) });
  progress.clear();
  if (found === undefined) {
    if (isJson) io.out(`${JSON.stringify({ id: entry.id, found: false, seeds: runs })}\n`);
    else io.out(`Not found in ${runs} runs; give more --seeds, or another --seed.\n`);
    return EXIT.safety;
  }
  const told = right ?? found;
  const { folder, shrunk } = keep(io, defect, told, flags.out);
  const { note } = shrunk;
  if (isJson) {
    const { property } = found;
    const about = { id: entry.id, found: true, seeds: found.run, property, propertyRight: right?.run === found.run };
    const after = { folder, shrunkEvents: note.after.events, limitEvents: 2 * entry.injects.length };
    io.out(`${JSON.stringify({ ...about, seedsToRight: right?.run ?? null, ...after })}\n`);
    return EXIT.holds;
  }
  const { scenario, ledger } = shrunk.plan;
  const { events, verdict } = shrunk.run;
  if (told.run !== found.run) io.out(`Run ${found.run} broke ${found.property} already.\n`);
  if (right === undefined) io.out(`No run of ${runs} broke what is named for it: ${defect.expected.join(", ")}.\n`);
  io.out(
    `Run ${told.run} broke ${told.property}; its shortest story, ${counted(note.after.events, "event")} on ${counted(note.after.nodes, "node")}:\n`,
  );
  io.out(epilogueText({ scenario, ledger, events, verdict }, io.look, { folder: `${folder}/shrunk` }));
  io.out(`a person would inject ${entry.injects.length}: ${printable(entry.injects.join("; ") || "nothing")}\n`);
  return EXIT.holds;
}

function aboutText({ id, sentence, breaks, note }: ZooEntry): string {
  return [`${id}: ${sentence}`, `In the field: ${breaks.join(", ")}.`, ...(note === undefined ? [] : [note])].join(
    "\n",
  );
}

function keep(io: Io, defect: ZooDefect, found: NonNullable<Hunt["found"]>, out: string) {
  const { seed, plan, property, violatedAtUs } = found;
  const original = reproduceLine("run", plansOf(defect).requestOf(seed), seed);
  const defects = [defect.entry.id];
  const folder = writeRunFolder(io, out, plan, recordedRun(plan, { reproduce: original }), { defects });
  const keeping = { defects, overrides: defect.overrides };
  return {
    folder,
    shrunk: writeShrunk(
      io,
      folder,
      plan,
      { property, violatedAtUs },
      keeping,
      { reproduce: original },
      {
        eventsMax: SHRINK_EVENTS_MAX,
      },
    ),
  };
}
