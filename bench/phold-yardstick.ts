import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** What one round gave: the CPU time it took and the state it ended in. */
export interface Answer {
  readonly cpuSeconds: number;
  readonly endUs: number;
  /** Over how often each target was hit. */
  readonly hash: number;
}

/** The C++ side of PHOLD as a process that answers round by round, so that both sides can take turns. */
export interface Yardstick {
  run(events: number): Promise<Answer>;
  close(): void;
}

/** Starts a compiled phold.cpp; `delaysUs` is empty unless it was compiled for a table of delays. */
export function openYardstick(program: string, pending: number, delaysUs: readonly number[]): Yardstick {
  const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.write(`${pending}\n${delaysUs.join(" ")}\n`);
  return {
    async run(events) {
      child.stdin.write(`${events}\n`);
      const line = await lines.next();
      if (line.done === true) throw new Error("The C++ side ended early");
      const [cpuSeconds, endUs, hash] = line.value.split(" ").map(Number);
      return { cpuSeconds: cpuSeconds ?? Number.NaN, endUs: endUs ?? Number.NaN, hash: hash ?? Number.NaN };
    },
    close() {
      child.stdin.end();
    },
  };
}
