import { readFileSync } from "node:fs";
import type { TraceEvent } from "../../model/index.ts";
import { type ColumnName, columnNames, FaultTimes } from "../../reports/fidelity/index.ts";
import { scenarioOf } from "./simulated.ts";
import { type LogLine, logLine, meaningOf } from "./trial-log.ts";

/** The phases of one trial on a real cluster, and what was measured; seconds. */
export interface Trial {
  readonly leader: number;
  /** When each node's keepalives and recovery daemon began (run state FIRST_RECOVERY), since the first of them. */
  readonly beganS: readonly number[];
  /** When the fault struck, on the same clock. */
  readonly faultS: number;
  /** How old the leader's last announcement was then: the tool that asked who leads waits for one. */
  readonly announcedS: number;
  /** When the fault was undone, since the fault; null: never. */
  readonly healS: number | null;
  /** When the trial was over, since the fault. */
  readonly endS: number;
  /** The columns, since the fault or the heal. */
  readonly measured: Readonly<Record<ColumnName, number | null>>;
}

/** What was done to the cluster. */
interface Deed {
  readonly t: number;
  readonly what: string;
  readonly node?: number | readonly number[] | null;
  readonly leader?: number;
}

/** Reads a trial from its folder: `harness.jsonl` and a `log.N` for each node. */
export function readTrial(folder: string, row: string): Trial {
  const deeds = readFileSync(`${folder}/harness.jsonl`, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Deed);
  const { nodes, lock } = scenarioOf(row);
  const logs = Array.from({ length: nodes }, (_, pnn) => readLog(`${folder}/log.${pnn}`));
  const deed = (what: string): Deed | undefined => deeds.find((one) => one.what === what);
  const [fault, roles] = [deed("FAULT"), deed("roles")];
  const over = deed("END") ?? deed("teardown");
  if (fault === undefined || roles === undefined || over === undefined) throw new Error(`${folder}: no complete trial`);
  const heal = deed("HEAL");
  const began = logs.map(
    (log) => log.find(({ message }) => message.startsWith("Set runstate to FIRST_RECOVERY"))?.atUs ?? 0,
  );
  const zero = Math.min(...began) / 1e6;
  const leader = roles.leader ?? 0;
  const times = new FaultTimes(nodes, lock !== "none");
  for (const event of traceOf(logs, {
    row,
    leader,
    faultUs: us(fault.t),
    struck: [fault.node ?? []].flat(),
    healUs: heal && us(heal.t),
    endUs: us(over.t),
  }))
    times.observe(event);
  const columns = times.finish();
  return {
    leader,
    beganS: began.map((atUs) => rounded(atUs / 1e6 - zero)),
    faultS: rounded(fault.t - zero),
    announcedS: rounded((fault.t - roles.t) % 1),
    healS: heal === undefined ? null : rounded(heal.t - fault.t),
    endS: rounded(over.t - fault.t),
    measured: Object.fromEntries(
      columnNames.map((name) => [name, columns[name] === null ? null : rounded((columns[name] ?? 0) / 1e6)]),
    ) as Trial["measured"],
  };
}

interface Told {
  readonly row: string;
  readonly leader: number;
  readonly faultUs: number;
  readonly struck: readonly number[];
  readonly healUs: number | undefined;
  readonly endUs: number;
}

/** The trace of a trial as an observer of a simulated one would have seen it, from the fault on. */
function traceOf(logs: readonly (readonly LogLine[])[], told: Told): readonly TraceEvent[] {
  const { row, leader, faultUs: atUs, healUs, endUs } = told;
  const seen = logs
    .flatMap((log, host) => log.flatMap((line) => meaningOf(line, host) ?? []))
    .filter((event) => event.atUs >= atUs && event.atUs < endUs);
  const done: TraceEvent[] = [
    { type: "leadership-claimed", leader, host: leader, atUs: atUs - 1 },
    { type: "fault-injected", fault: scenarioOf(row).faults[0]?.kind ?? "", index: 0, detail: "", host: leader, atUs },
    ...told.struck.flatMap((host) => deedOn(row, host, atUs)),
  ];
  if (healUs !== undefined) done.push({ type: "fault-ended", fault: "", index: 0, host: -1, atUs: healUs });
  return [...done, ...seen].sort((a, b) => a.atUs - b.atUs);
}

/** What is seen of the fault itself on a host it strikes; nothing if it does not take that host out. */
function deedOn(row: string, host: number, atUs: number): readonly TraceEvent[] {
  const [fault] = scenarioOf(row).faults;
  switch (fault?.kind) {
    case "crash-host":
      return [{ type: "host-crashed", host, atUs }];
    case "pause-host":
      return [{ type: "host-paused", host, atUs }];
    case "kill-process":
      return [{ type: "process-exited", program: fault.program, pid: 0, cause: "killed", host, atUs }];
    case "pause-process":
      return [{ type: "process-stopped", program: fault.program, pid: 0, host, atUs }];
    case "admin":
      return [{ type: "admin-command", command: fault.command, host, atUs }];
    case "partition":
      return [{ type: "partition-began", cut: [[host, -1]], host: -1, atUs }];
    default:
      return [];
  }
}

function readLog(path: string): readonly LogLine[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((text) => logLine(text) ?? []);
}

function us(seconds: number): number {
  return Math.round(seconds * 1e6);
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}
