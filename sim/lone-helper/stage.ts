import { type DrillAct, otherWithinUs, type Scenario, withByte } from "../../model/index.ts";
import type { Choices } from "../choices/index.ts";
import { assemble, isAlive, isStopped, type Process, type Runtime, spawn, type World } from "../world/index.ts";
import type { Variant } from "./variants.ts";

/** An episode while it is going on. */
export interface OpenEpisode {
  readonly act: DrillAct;
  readonly sinceUs: number;
  bytes: string;
  other?: string;
  byteUs?: number;
  closedUs?: number;
  endedUs?: number;
  otherUs?: number;
}

/** The handle by which the helper that is watched is known to whoever reads its output. */
const SUBJECT = 1;

/** One helper on a machine of its own; those who compete with it are on another. Nobody else is there. */
export class Stage {
  readonly world: World;
  readonly runtime: Runtime;
  readonly episodes: OpenEpisode[] = [];
  subject: Process | null = null;
  occupant: Process | null = null;
  parent: Process | null = null;
  startedUs = 0;
  closed = false;
  /** A parent that is dead and not reaped counts as there. */
  readonly fooledByZombies: boolean;
  private readonly reader: Process;
  private handles = SUBJECT;
  /** Waits for the word of the competitor that was started last. */
  private asking: OpenEpisode | null = null;
  private awaited: (() => boolean) | null = null;

  constructor(scenario: Scenario, { model, fooledByZombies }: Variant, choices: Choices) {
    this.fooledByZombies = fooledByZombies;
    const { world, runtime } = assemble(scenario, model, choices, () => this.look());
    this.world = world;
    this.runtime = runtime;
    for (const host of world.hosts) host.up = true;
    this.reader = this.bystander(1);
    world.listen((event) => {
      if (event.type === "process-exited" && event.host === 0 && event.pid === this.subject?.pid) this.note("endedUs");
    });
  }

  /** Starts the helper, or one that competes with it, under a parent that does nothing but be there. */
  startHelper(pnn: number, parent: Process | null): Process {
    const handle = pnn === 0 ? SUBJECT : ++this.handles;
    const helper = spawn(this.world, this.world.host(pnn), "lock-helper", parent, handle);
    // As in a conformance run: its output is read to the end, whatever becomes of its parent.
    helper.stdout = { reader: this.reader, handle, writers: new Set([helper]), closedByReader: false };
    return helper;
  }

  /** A process that stands still: it can be a parent, and be killed. */
  bystander(pnn: number): Process {
    const process = spawn(this.world, this.world.host(pnn), "recovery-helper", null, 0);
    process.stopped = true;
    return process;
  }

  /** Lets time pass until a condition holds, at most so long. */
  runUntil(condition: () => boolean, withinUs: number): void {
    const { kernel } = this.world;
    if (condition()) return;
    this.awaited = condition;
    kernel.runUntil(kernel.nowUs + withinUs);
    this.awaited = null;
  }

  /** Waits for what a competitor says. */
  awaitOther(): void {
    const episode = this.episodes.at(-1);
    if (episode === undefined) return;
    this.asking = episode;
    this.runUntil(() => episode.other !== undefined, otherWithinUs);
    this.asking = null;
    episode.other ??= "";
  }

  /** Is the helper gone, and nobody left who could write to its output? */
  get over(): boolean {
    return this.closed && this.subject !== null && !isAlive(this.subject);
  }

  /** What the helper is at: the step of its procedure. */
  get state(): string {
    const { subject } = this;
    if (subject === null) return "not started";
    if (!isAlive(subject)) return "over";
    const top = subject.fibers.oldest?.frames.at(-1);
    const step = top === undefined ? "starting" : `${top.chart.id}.${top.chart.leaves[top.leaf] ?? ""}`;
    return isStopped(subject) ? `${step}, stopped` : step;
  }

  /** After each event of the kernel: has something come out of a pipe? */
  private look(): void {
    const events = this.reader.inbox.splice(0) as { type: string; handle?: number; byte?: string }[];
    for (const { type, handle, byte } of events) {
      if (handle === SUBJECT) this.hear(type, byte ?? "");
      else if (handle === this.handles) this.hearOther(byte ?? "");
    }
    if (this.awaited?.() === true) this.world.kernel.stop();
  }

  private hear(type: string, byte: string): void {
    if (type === "CHILD_PIPE_CLOSED") {
      this.closed = true;
      this.note("closedUs");
      return;
    }
    const episode = this.episodes.at(-1);
    if (episode === undefined) return;
    episode.bytes = withByte(episode.bytes, byte);
    this.note("byteUs");
  }

  private hearOther(byte: string): void {
    if (this.asking === null || this.asking.other !== undefined) return;
    this.asking.other = byte;
    this.note("otherUs");
  }

  private note(what: "byteUs" | "closedUs" | "endedUs" | "otherUs"): void {
    const episode = this.episodes.at(-1);
    if (episode !== undefined) episode[what] ??= this.world.kernel.nowUs - episode.sinceUs;
  }
}
