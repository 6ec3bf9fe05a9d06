import type { StateChange } from "../story/index.ts";
import { hostPid, named, type TraceRecord } from "./trace-record.ts";

/** Threads of one simulated process: its stack, then its charts. */
const THREADS_A_PROCESS = 16;

/** Programs as threads: stack frames as nested slices, each chart that ever changes its state on a thread of its own. */
export function threadSlices(states: readonly StateChange[], endUs: number): readonly TraceRecord[] {
  const changing = changingCharts(states);
  const threads = new Map<string, Thread>();
  for (const change of states) {
    const { atUs, host, pid } = change;
    const shown = shownOf(change, changing);
    for (const [tid, { title, names }] of shown) {
      const key = `${host} ${tid}`;
      const thread = threads.get(key) ?? new Thread(hostPid(host), tid, title);
      threads.set(key, thread);
      thread.show(names, atUs);
    }
    if (shown.size > 0) continue;
    for (const thread of threads.values()) if (thread.isOf(hostPid(host), pid)) thread.show([], atUs);
  }
  return [...threads.values()].flatMap((one) => one.finish(endUs));
}

/** What a process shows from now on, thread by thread; nothing if it is gone. */
function shownOf(
  { pid, process }: StateChange,
  changing: ReadonlySet<string>,
): ReadonlyMap<number, { readonly title: string; readonly names: readonly string[] }> {
  if (process === null) return new Map();
  const tid = pid * THREADS_A_PROCESS;
  const title = `${process.program} (pid ${pid})`;
  const idle = process.state === "running" ? [] : [process.state];
  const frames = process.stack.map((frame) => `${frame.chart}: ${frame.state}`);
  const shown = new Map([[tid, { title, names: [...idle, ...frames] }]]);
  for (const [index, { id, state }] of process.charts.entries())
    if (changing.has(id)) shown.set(tid + 1 + index, { title: `${title} ${id}`, names: [state] });
  return shown;
}

/** Charts that are seen in more than one state: of the others there is nothing to draw. */
function changingCharts(states: readonly StateChange[]): ReadonlySet<string> {
  const seen = new Map<string, Set<string>>();
  for (const { process } of states) {
    for (const { id, state } of process?.charts ?? []) seen.set(id, (seen.get(id) ?? new Set()).add(state));
  }
  return new Set([...seen].flatMap(([id, names]) => (names.size > 1 ? [id] : [])));
}

/** Slices of one thread: what is shown from the outermost to the innermost. */
class Thread {
  private readonly pid: number;
  private readonly tid: number;
  private readonly records: TraceRecord[];
  private shown: readonly string[] = [];

  constructor(pid: number, tid: number, name: string) {
    this.pid = pid;
    this.tid = tid;
    this.records = named("thread", pid, tid, name, tid);
  }

  /** Is it a thread of that simulated process? */
  isOf(pid: number, simulated: number): boolean {
    return this.pid === pid && Math.floor(this.tid / THREADS_A_PROCESS) === simulated;
  }

  /** Ends what is no longer there, begins what is new; what stays is left alone. */
  show(names: readonly string[], ts: number): void {
    const { pid, tid } = this;
    let same = 0;
    while (same < names.length && names[same] === this.shown[same]) same += 1;
    for (let depth = this.shown.length; depth > same; depth -= 1) this.records.push({ ph: "E", pid, tid, ts });
    for (const name of names.slice(same)) this.records.push({ ph: "B", pid, tid, ts, name, cat: "chart" });
    this.shown = names;
  }

  finish(endUs: number): readonly TraceRecord[] {
    this.show([], endUs);
    return this.records;
  }
}
