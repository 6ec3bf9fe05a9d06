import { CampaignTally, EXIT, type FailedRun, type RunMore, type RunVerdict, signature } from "../../reports/index.ts";
import { reproduceLine } from "../session/reproduce.ts";
import { type Campaign, type Chunk, type ChunkResult, seedOf } from "./campaign.ts";
import { Hand, type OpenLane, type RunLimits, type TaskEnd } from "./lanes/index.ts";
import type { RecordTask } from "./task.ts";

/** How many workers there are, and what a run may take. */
export interface LocalManner extends RunLimits {
  readonly jobs: number;
  readonly open: OpenLane;
  readonly cwd: string;
}

/** Who wants to know how it goes. */
export interface LocalListener {
  /** A run is over. */
  run(run: RunVerdict, more: RunMore): void;
  /** Something that somebody who watches would like to know, as a sentence. */
  note(text: string): void;
}

/** A seed of which workers died so often is set aside. */
const DEATHS_MAX = 2;

/** Makes runs with workers of this machine. A run whose worker is lost is made again, none is counted twice. */
export class LocalCampaign implements Campaign {
  private readonly manner: LocalManner;
  private readonly listener: LocalListener;
  private readonly hands: readonly Hand[];

  constructor(manner: LocalManner, listener: LocalListener) {
    this.manner = manner;
    this.listener = listener;
    this.hands = Array.from({ length: manner.jobs }, () => new Hand(manner.open, manner));
  }

  async *results(chunks: Iterable<Chunk>): AsyncGenerator<ChunkResult> {
    const source = chunks[Symbol.iterator]();
    const busy = new Map<Hand, Promise<[Hand, ChunkResult]>>();
    const engage = (hand: Hand): void => {
      const { value, done } = source.next();
      if (done === true) busy.delete(hand);
      else
        busy.set(
          hand,
          this.finish(hand, value).then((result) => [hand, result]),
        );
    };
    for (const hand of this.hands) engage(hand);
    while (busy.size > 0) {
      const [hand, result] = await Promise.race(busy.values());
      if (hand.isStopped) busy.delete(hand);
      else engage(hand);
      if (result.count > 0) yield result;
    }
  }

  /** Has failing runs made again and written to folders, one a task; gives the folders in the order of the tasks. */
  async record(tasks: readonly RecordTask[]): Promise<readonly (string | undefined)[]> {
    const folders: (string | undefined)[] = tasks.map(() => undefined);
    const places = tasks.entries();
    const work = async (hand: Hand): Promise<void> => {
      for (const [place, task] of places) {
        const end = await hand.perform(task, (message) => {
          if (message.kind === "recorded") folders[place] = message.folder;
        });
        if (end.kind !== "done") this.listener.note(`run ${task.chunk.first} could not be recorded: ${wordsOf(end)}`);
      }
    };
    await Promise.all(this.hands.map(work));
    return folders;
  }

  stop(): void {
    for (const hand of this.hands) hand.stop();
  }

  private async finish(hand: Hand, chunk: Chunk): Promise<ChunkResult> {
    const tally = new CampaignTally();
    const { cwd } = this.manner;
    let next = chunk.first;
    let deaths = 0;
    const end = chunk.first + chunk.count;
    const over = (): void => {
      next += 1;
      deaths = 0;
    };
    while (next < end) {
      const rest: Chunk = { ...chunk, first: next, count: end - next };
      const ended = await hand.perform({ kind: "runs", chunk: rest, cwd }, (message) => {
        if (message.kind === "run") {
          tally.add(message.run, message.more);
          this.listener.run(message.run, message.more);
          over();
        } else if (message.kind === "failed") {
          tally.addFailure(message.failure);
          over();
        }
      });
      if (ended.kind === "done" || ended.kind === "stopped") break;
      const seed = seedOf(chunk.work, next);
      deaths += ended.kind === "died" ? 1 : 0;
      const isLast = ended.kind !== "died" || deaths === DEATHS_MAX;
      const then = isLast ? "the chunk goes on behind it" : "another begins there";
      this.listener.note(`a worker ${wordsOf(ended)} at seed ${seed}; ${then}`);
      if (!isLast) continue;
      this.giveUp(tally, chunk, next, ended);
      over();
    }
    const { id, first } = chunk;
    return { id, first, count: next - first, tally: tally.data() };
  }

  /** A run that cannot be judged here. */
  private giveUp(tally: CampaignTally, chunk: Chunk, index: number, end: TaskEnd): void {
    const seed = seedOf(chunk.work, index);
    if (end.kind === "out-of-memory") tally.addSetAside("outOfMemory", { index, seed });
    else if (end.kind === "died") tally.addSetAside("crashed", { index, seed, why: end.how });
    else tally.addFailure(tooLong(chunk, index, this.manner.limitMs));
  }
}

function tooLong({ work }: Chunk, index: number, limitMs: number): FailedRun {
  const seed = seedOf(work, index);
  const sentence = `The run took longer than ${limitMs / 1000} s of wall-clock time and was ended.`;
  return {
    signature: signature("time-limit", EXIT.liveness, sentence),
    index,
    seed,
    sentences: [sentence],
    reproduce: reproduceLine("run", work.request, seed),
  };
}

function wordsOf(end: TaskEnd): string {
  if (end.kind === "died") return `died (${end.how})`;
  if (end.kind === "out-of-memory") return "ran out of memory";
  return end.kind === "time-limit" ? "took too long" : end.kind;
}
