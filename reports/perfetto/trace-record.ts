/** One record of the trace event format that Perfetto and chrome://tracing open; times are whole microseconds. */
export interface TraceRecord {
  /** What it is: B, E a slice's begin and end; b, e the same across threads; s, f a flow's; i an instant; C a counter; M a name; X a whole slice. */
  readonly ph: "B" | "E" | "b" | "e" | "s" | "f" | "i" | "C" | "M" | "X";
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly name?: string;
  readonly cat?: string;
  readonly id?: string;
  readonly dur?: number;
  /** Where an instant is drawn: g over everything. */
  readonly s?: "g" | "p" | "t";
  /** A flow ends in the slice that is there. */
  readonly bp?: "e";
  readonly args?: Readonly<Record<string, string | number>>;
}

/** The number of a node's process: 0 is not a process. */
export function hostPid(pnn: number): number {
  return pnn + 1;
}

/** A stretch of time that may overlap others of its process. */
export function asyncSlice(
  where: Pick<TraceRecord, "pid" | "cat" | "id" | "name">,
  fromUs: number,
  toUs: number,
  words: string,
): readonly TraceRecord[] {
  const common = { ...where, tid: 0 };
  const args = words === "" ? {} : { args: { what: words } };
  return [
    { ph: "b", ts: fromUs, ...common, ...args },
    { ph: "e", ts: toUs, ...common },
  ];
}

/** What a process or thread is called, and where it stands in the list. */
export function named(
  kind: "process" | "thread",
  pid: number,
  tid: number,
  name: string,
  index: number,
): TraceRecord[] {
  return [
    { ph: "M", pid, tid, ts: 0, name: `${kind}_name`, args: { name } },
    { ph: "M", pid, tid, ts: 0, name: `${kind}_sort_index`, args: { sort_index: index } },
  ];
}
