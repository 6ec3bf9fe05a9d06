import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";

/** Total bytes of the files below a folder; stops counting above `enough`. */
export function bytesBelow(folder: string, enough: number): number {
  let bytes = 0;
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined && bytes <= enough; next = waiting.pop()) {
    for (const entry of entriesOf(next)) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      // An entry itself takes room too: many empty files fill a disk as well.
      else bytes += 512 + sizeOf(path);
    }
  }
  return bytes;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** How many tasks the machine has: one cheap read that tells whether to look closer. */
export function tasksOfMachine(): number {
  return Number(/\/(\d+) \d+\s*$/.exec(readFileSync("/proc/loadavg", "utf8"))?.[1] ?? 0);
}

/** How many processes are in the process namespace that a link such as `/proc/7/ns/pid_for_children` names, or in a group. */
export function processesIn(namespace: string | undefined, group: number): number {
  const wanted = namespace === undefined ? undefined : linkOf(namespace);
  const isMember = (pid: string): boolean =>
    wanted === undefined ? groupOf(pid) === group : linkOf(`/proc/${pid}/ns/pid`) === wanted;
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isMember(name)).length;
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function groupOf(pid: string): number | undefined {
  try {
    // After the name in parentheses: state, parent, group.
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[2]);
  } catch {
    return undefined;
  }
}
