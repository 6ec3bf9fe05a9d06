import { printable } from "../printable.ts";
import { clockText, durationText } from "../time-text.ts";
import { hang } from "./wrap.ts";

/** One process as it stands. */
export interface ProcessState {
  readonly program: string;
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
  readonly charts: readonly { readonly id: string; readonly state: string }[];
  /** Procedures from the first called to the one that runs; `waitsFor` is empty if it waits for nothing. */
  readonly stack: readonly { readonly chart: string; readonly state: string; readonly waitsFor: string }[];
  readonly timers: readonly { readonly name: string; readonly dueUs: number }[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** One host as it stands. */
export interface HostState {
  readonly pnn: number;
  readonly state: string;
  /** What its clock shows, microseconds. */
  readonly clockUs: number;
  readonly processes: readonly ProcessState[];
}

/** The state of hosts at a moment: of each process its charts, its stack, its timers, its data. */
export function stateText(hosts: readonly HostState[], atUs: number, columns: number): string {
  const lines = hosts.flatMap((host) => [
    `node ${host.pnn}: ${host.state}, its clock shows ${durationText(host.clockUs)}`,
    ...host.processes.flatMap((process) => processLines(process, atUs, columns)),
    "",
  ]);
  return `state at ${clockText(atUs)}\n\n${lines.join("\n")}`;
}

function processLines(process: ProcessState, atUs: number, columns: number): string[] {
  const { charts, stack, timers, data } = process;
  const line = (name: string, words: string): string[] =>
    words === "" ? [] : hang(`    ${name.padEnd(8)}`, printable(words), columns);
  return [
    `  ${process.program} (pid ${process.pid}, parent ${process.parent}): ${process.state}`,
    ...line("charts", charts.map(({ id, state }) => `${id}: ${state}`).join(", ")),
    ...stack.flatMap((frame, depth) => line(depth === 0 ? "stack" : "", frameText(frame))),
    ...line("timers", timers.map(({ name, dueUs }) => `${name} in ${durationText(dueUs - atUs)}`).join(", ")),
    ...line(
      "data",
      Object.entries(data)
        .map(([name, value]) => `${name}=${JSON.stringify(value) ?? "none"}`)
        .join(" "),
    ),
  ];
}

function frameText({ chart, state, waitsFor }: ProcessState["stack"][number]): string {
  return `${chart}: ${state}${waitsFor === "" ? "" : `, until ${waitsFor}`}`;
}
