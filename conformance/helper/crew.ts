import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { NotEstablishedError } from "../clause/index.ts";
import type { Helper, StartOptions } from "./helper.ts";
import { keeperArguments } from "./keeper.ts";
import { aliveOf, type ProcessRow } from "./process-table.ts";
import { RealHelper } from "./real-helper.ts";

/** A helper needs a handful of processes; one that has so many forks without end. */
const PROCESSES_MAX = 150;
const COUNT_EVERY_MS = 200;
const START_MS = 20_000;
const MARKER = "CLUSTER_SIM_CREW";

/** Every group that was started and not yet swept, in all crews of this program. */
const groupsAlive = new Set<number>();
process.on("exit", () => {
  for (const group of groupsAlive) killGroup(group);
});

/** All helpers of one trial: started here, watched here, and ended here whatever they did. */
export class Crew {
  readonly #marker: string;
  readonly #helpers: RealHelper[] = [];
  readonly #groups = new Set<number>();
  readonly #counting: NodeJS.Timeout;
  #runaway = false;

  constructor(name: string) {
    this.#marker = `${MARKER}=${process.pid}.${name}.`;
    this.#counting = setInterval(() => this.#count(), COUNT_EVERY_MS).unref();
  }

  /** True once they had more processes than any helper needs; they are dead since. */
  get runaway(): boolean {
    return this.#runaway;
  }

  /** Starts a command: its first word is the path of an executable. */
  async start(
    command: readonly string[],
    env: Readonly<Record<string, string>>,
    options: StartOptions = {},
  ): Promise<Helper> {
    const seat = options.seat ?? "a";
    const name = `${seat}${this.#helpers.length + 1}`;
    const mark = `${this.#marker}${name}.`;
    const keeper = spawn("/bin/sh", keeperArguments(command, options), {
      detached: true,
      env: { ...process.env, ...env, [MARKER]: mark.slice(MARKER.length + 1) },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    if (keeper.pid === undefined) throw new NotEstablishedError("the machine starts no more processes");
    this.#groups.add(keeper.pid);
    groupsAlive.add(keeper.pid);
    const helper = new RealHelper(name, keeper, mark);
    this.#helpers.push(helper);
    if (!(await helper.hasStarted(START_MS))) throw new NotEstablishedError(`${name} did not start`);
    return helper;
  }

  /** Every process of this crew that is alive, parents included. */
  alive(): readonly ProcessRow[] {
    return aliveOf(this.#groups, this.#marker);
  }

  /** Ends all of them with SIGKILL, until none is left. */
  async sweep(): Promise<void> {
    clearInterval(this.#counting);
    for (let round = 0; round < 100; round += 1) {
      const rows = this.alive();
      if (rows.length === 0) break;
      this.#killAll(rows);
      await sleep(5);
    }
    for (const helper of this.#helpers) helper.forget();
    for (const group of this.#groups) groupsAlive.delete(group);
  }

  #count(): void {
    const rows = this.alive();
    if (rows.length <= PROCESSES_MAX) return;
    this.#runaway = true;
    this.#killAll(rows);
  }

  #killAll(rows: readonly ProcessRow[]): void {
    for (const group of new Set(rows.map((row) => row.group))) killGroup(group);
    for (const { pid } of rows) kill(pid);
  }
}

/** A group is killed in one step: nothing in it can fork away meanwhile. Never our own. */
function killGroup(group: number): void {
  if (group > 1 && group !== process.pid) kill(-group);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It is gone.
  }
}
