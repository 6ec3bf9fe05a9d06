import {
  type AnyEvent,
  type Callout,
  type CalloutOp,
  type ChartInstance,
  type CompiledProgramChart,
  type Context,
  compiled,
  constantsFor,
  type Effect,
  type GraceDesign,
  type LockCall,
  type LockStatus,
  type LockTable,
  type Model,
  type NfsEffect,
  newFrame,
  newNfsServerData,
  RESUME,
} from "../../../model/index.ts";

/** What a server of the model is made of. */
export interface LoneServerSetting {
  readonly model: Model;
  readonly design: GraceDesign;
  /** Its node, and the file system that it shares with others. */
  readonly pnn: number;
  readonly table: LockTable;
  /** How long it is in grace. */
  readonly graceUs: number;
}

interface Program {
  readonly chart: CompiledProgramChart;
  readonly instance: ChartInstance;
}

/**
 * The model's server of one node, by its charts alone: nothing takes time but what it sets timers for, and nobody hears
 * what it tells others.
 */
export class LoneServer {
  readonly #setting: LoneServerSetting;
  readonly #main: Program;
  readonly #rules: Program;
  readonly #c: Context<ReturnType<typeof newNfsServerData>>;
  readonly #timers = new Map<string, number>();
  readonly #effects: Effect[] = [];
  readonly #sink = {
    effect: (effect: Effect) => void this.#effects.push(effect),
    setTimer: () => undefined,
    cancelTimer: () => undefined,
  };
  #nowUs = 0;
  #answer: LockStatus | undefined;

  constructor(setting: LoneServerSetting) {
    const { model, design, pnn, table, graceUs } = setting;
    this.#setting = setting;
    const set = { restartGraceUs: graceUs, keptGraceUs: graceUs, lockManagerPauseUs: 0 };
    const base = { pnn, pid: 1, nodes: 2, lockConfigured: false, lockSetting: "", nowUs: 0, monotonicUs: 0 };
    this.#c = {
      d: newNfsServerData(base, design),
      f: newFrame(),
      k: constantsFor(model, { set, recovery: "parallel" }),
    };
    this.#main = programOf(model, "nfs-server");
    this.#rules = programOf(model, "nfs-server-process");
    table.join(pnn);
    for (const { chart, instance } of [this.#rules, this.#main]) {
      chart.start(instance, this.#c, { type: "START" }, this.#sink);
    }
    this.#settle();
  }

  /** Asks it for a lock, or gives one back; undefined: it does not answer. */
  ask(call: LockCall): LockStatus | undefined {
    this.#answer = undefined;
    this.#tell({ type: "LOCK_CALL", call });
    return this.#answer;
  }

  /** Calls out to it: until it has nothing more to do now. */
  callOut(op: CalloutOp, address = "", clients: readonly number[] = []): void {
    const callout: Callout = { id: 1, op, address, clients, v4Clients: [], isUsed: true, debt: 0 };
    this.#tell({ type: "CALLOUT", callout });
  }

  /** Time goes by. */
  pause(us: number): void {
    const untilUs = this.#nowUs + us;
    for (let next = this.#next(); next !== undefined && next[1] <= untilUs; next = this.#next()) this.#fire(next);
    this.#nowUs = untilUs;
  }

  /** Waits until its grace is over; false: nothing will end it. */
  waitForEnd(): boolean {
    while (!this.isOpen) {
      const next = this.#next();
      if (next === undefined) return false;
      this.#fire(next);
    }
    return true;
  }

  /** Does it grant whatever is free? */
  get isOpen(): boolean {
    return this.#c.d.phase === "open";
  }

  /** The time that has gone by, microseconds. */
  get nowUs(): number {
    return this.#nowUs;
  }

  #next(): readonly [name: string, atUs: number] | undefined {
    return [...this.#timers].sort(([, one], [, other]) => one - other)[0];
  }

  #fire([name, atUs]: readonly [string, number]): void {
    this.#timers.delete(name);
    this.#nowUs = atUs;
    this.#tell({ type: name });
  }

  #tell(event: AnyEvent & Readonly<Record<string, unknown>>): void {
    const { chart, instance } = this.#rules;
    chart.step(instance, this.#c, event, this.#sink);
    this.#settle();
  }

  /** Does what it asks for, and lets its main line go on, until it waits. */
  #settle(): void {
    const { chart, instance } = this.#main;
    for (;;) {
      const effect = this.#effects.shift();
      if (effect?.kind === "nfs") this.#perform(effect);
      else if (effect?.kind === "setTimer") this.#timers.set(effect.timer, this.#nowUs + effect.delayUs);
      else if (effect === undefined) {
        const resume = { type: RESUME };
        if (chart.until[instance.leaf]?.(this.#c, resume) !== true) return;
        chart.step(instance, this.#c, resume, this.#sink);
      }
    }
  }

  #perform(effect: NfsEffect): void {
    const { table, pnn } = this.#setting;
    if (effect.do === "answer") this.#answer = effect.status;
    else if (effect.do === "surrender") table.surrender(pnn, effect.files);
    else if (effect.do === "pass") this.#pass(effect.call);
  }

  #pass(call: LockCall): void {
    const { table, pnn } = this.#setting;
    const { file, client, op } = call;
    if (op === "unlock") table.unlock(file, client, pnn);
    const request = { file, client, node: pnn, reclaim: op === "reclaim", isServer: true };
    const answer = op === "unlock" ? "granted" : table.lock(request);
    this.#tell({ type: "FILE_SYSTEM", call, answer, version: table.versionOf(file) });
  }
}

function programOf({ charts }: Model, id: string): Program {
  const chart = charts[id];
  if (chart === undefined) throw new RangeError(`There is no chart ${id}.`);
  return { chart: compiled(chart), instance: { leaf: 0, done: false } };
}
