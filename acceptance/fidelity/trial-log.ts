import type { TraceEvent } from "../../model/index.ts";

/** A line of a log: its time in microseconds and what it says. */
export interface LogLine {
  readonly atUs: number;
  readonly message: string;
}

const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{6})(\S*) \S+ \S+?\[\d+\]: (?:\.\.\/\.\.\/\S+ ?)?(.*)$/;

/** Reads a daemon's log line; undefined if it is none. */
export function logLine(text: string): LogLine | undefined {
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [, second = "", micros = "", zone = "", message = ""] = match;
  return { atUs: Date.parse(`${second}${zone}`) * 1_000 + Number(micros), message };
}

type Meaning = (host: number, atUs: number, said: RegExpExecArray) => TraceEvent;

const leader = (said: RegExpExecArray): number => Number(said[1]);

/** What lines mean; the words are those of the log. */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [
    /: node \S+ is dead: \d+ connected$/,
    (host, atUs) => ({ type: "peer-dead", peer: -1, cause: "closed", host, atUs }),
  ],
  [/^Start election$/, (host, atUs) => ({ type: "election-started", reason: "", host, atUs })],
  [/^Took cluster lock, leader=(\d+)$/, (host, atUs) => ({ type: "lock-believed", lock: "held", host, atUs })],
  [
    /^Election period ended, leader=(\d+)$/,
    (host, atUs, said) => ({ type: "election-ended", leader: leader(said), host, atUs }),
  ],
  [
    /^Received leader broadcast, leader=(\d+)$/,
    (host, atUs, said) => ({ type: "leader-believed", leader: leader(said), host, atUs }),
  ],
  [/^Recovery complete$/, (host, atUs) => ({ type: "recovery-completed", generation: 0, pid: 0, host, atUs })],
];

/** The observation a line stands for, if it is one of leadership. */
export function meaningOf(line: LogLine, host: number): TraceEvent | undefined {
  for (const [pattern, meaning] of meanings) {
    const said = pattern.exec(line.message);
    if (said !== null) return meaning(host, line.atUs, said);
  }
  return undefined;
}
