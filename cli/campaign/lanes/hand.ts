import type { Message, Task } from "../task.ts";
import type { Lane, LaneEnd, OpenLane } from "./lane.ts";

/** How a task ended. */
export type TaskEnd =
  | { readonly kind: "done" }
  /** A single run took longer than it may; its worker was ended. */
  | { readonly kind: "time-limit" }
  | { readonly kind: "out-of-memory" }
  | { readonly kind: "died"; readonly how: string }
  /** Nobody wants it any more. */
  | { readonly kind: "stopped" };

/** What a run may take. */
export interface RunLimits {
  /** Wall-clock time, milliseconds. */
  readonly limitMs: number;
  /** Heap, megabytes. */
  readonly memoryMb: number;
}

interface Job {
  readonly heard: (message: Message) => void;
  readonly end: (end: TaskEnd) => void;
  readonly refuse: (error: Error) => void;
  /** Anything was heard: the worker came up. */
  isHeard: boolean;
}

/** So often in a row a worker may end before it says a word. */
const FALSE_STARTS_MAX = 3;

/** One place at which a worker works: watches each run's time, and has a new worker when the last one is gone. */
export class Hand {
  private readonly open: OpenLane;
  private readonly limits: RunLimits;
  private lane: Lane | undefined;
  private job: Job | undefined;
  private timer: NodeJS.Timeout | undefined;
  private falseStarts = 0;
  /** Nothing can be done here any more. */
  isStopped = false;

  constructor(open: OpenLane, limits: RunLimits) {
    this.open = open;
    this.limits = limits;
  }

  /** Has a task done; rejects if the worker refuses it. */
  perform(task: Task, heard: (message: Message) => void): Promise<TaskEnd> {
    if (this.isStopped) return Promise.resolve({ kind: "stopped" });
    return new Promise((end, refuse) => {
      this.job = { heard, end, refuse, isHeard: false };
      this.lane ??= this.newLane();
      this.lane.send(task);
    });
  }

  /** Ends the worker, and the task it is at. */
  stop(): void {
    this.isStopped = true;
    this.dismiss({ kind: "stopped" });
  }

  private newLane(): Lane {
    // What an earlier worker still has to say is of no interest.
    const ifCurrent = (act: () => void): void => {
      if (this.lane === lane) act();
    };
    const lane: Lane = this.open(this.limits.memoryMb, {
      heard: (message) => ifCurrent(() => this.hear(message)),
      ended: (end) => ifCurrent(() => this.bury(end)),
    });
    return lane;
  }

  private hear(message: Message): void {
    const { job } = this;
    if (job === undefined) return;
    job.isHeard = true;
    this.falseStarts = 0;
    clearTimeout(this.timer);
    if (message.kind === "begun") this.watch();
    if (message.kind === "done") this.settle({ kind: "done" });
    else if (message.kind === "refused") this.refuse(Object.assign(new Error(message.message), message));
    else job.heard(message);
  }

  private watch(): void {
    const timer = setTimeout(() => {
      // Word that the run is over may have come while this process was kept from listening: hear it first.
      setImmediate(() => {
        if (this.timer === timer) this.dismiss({ kind: "time-limit" });
      });
    }, this.limits.limitMs);
    this.timer = timer;
  }

  private bury({ outOfMemory, how }: LaneEnd): void {
    this.lane = undefined;
    const { job } = this;
    if (job === undefined) return;
    if (!job.isHeard) this.falseStarts += 1;
    if (this.falseStarts >= FALSE_STARTS_MAX) this.refuse(new Error(`workers end before they begin: ${how}`));
    else this.settle(outOfMemory && job.isHeard ? { kind: "out-of-memory" } : { kind: "died", how });
  }

  private dismiss(end: TaskEnd): void {
    const { lane } = this;
    this.lane = undefined;
    lane?.kill();
    this.settle(end);
  }

  private settle(end: TaskEnd): void {
    this.release()?.end(end);
  }

  private refuse(error: Error): void {
    this.release()?.refuse(error);
  }

  private release(): Job | undefined {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { job } = this;
    this.job = undefined;
    return job;
  }
}
