import { readdirSync, readFileSync } from "node:fs";

/** A row of the machine's process table. */
export interface ProcessRow {
  readonly pid: number;
  /** One letter: R running, S sleeping, T stopped, Z zombie. */
  readonly state: string;
  readonly parent: number;
  /** Process group. */
  readonly group: number;
}

/** The row of one process; undefined: there is none. */
export function processRow(pid: number): ProcessRow | undefined {
  const text = contentOf(`/proc/${pid}/stat`);
  // The name in parentheses may itself contain anything.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  if (fields === undefined) return undefined;
  const [state = "?", parent, group] = fields;
  return { pid, state, parent: Number(parent), group: Number(group) };
}

/** True while the process exists and is no zombie; a stopped one runs. */
export function isAlive(pid: number): boolean {
  const row = processRow(pid);
  return row !== undefined && row.state !== "Z" && row.state !== "X";
}

/** Every process that is alive and either in one of the groups, or has `marker` in its environment. */
export function aliveOf(groups: ReadonlySet<number>, marker: string): readonly ProcessRow[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => processRow(Number(name)))
    .filter((row) => row !== undefined)
    .filter((row) => row.state !== "Z" && row.state !== "X")
    .filter((row) => groups.has(row.group) || contentOf(`/proc/${row.pid}/environ`)?.includes(marker) === true);
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return undefined;
  }
}
