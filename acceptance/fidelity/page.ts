import type { ColumnName } from "../../reports/fidelity/index.ts";
import type { Judged } from "./judged.ts";
import type { Seconds } from "./timings.ts";
import type { Verdict } from "./verdicts.ts";

const titles: Readonly<Record<ColumnName, string>> = {
  peerDead: "peer declared dead",
  electionStarts: "election starts",
  newLeader: "new leader",
  knownToAll: "known to all",
  recoveryDone: "recovery done",
  healLeader: "after heal: leader",
  healRecovery: "after heal: recovery",
};

const introduction = `The simulator held against real CTDB 4.17.12: every fault of a table of measurements (three nodes, production mode,
default tunables, a machine that had other work too), simulated with \`--ctdb 4.17 --as-shipped\` at a random phase. The
scenarios are \`fixtures/scenarios/faults/\`, the measured ranges and the derivations \`fixtures/timings.json\`, the phases of
single trials \`fixtures/trials.json\`. Times are seconds after the fault, after the heal in the last columns; \`-\`: it did not
happen.

* **(a)** every measured value lies inside the simulated range (both at 0.1 s, to which the measured ones are rounded).
* **(b)** every simulated value lies inside the *mechanism interval* that follows from the timers; \`-\`: it cannot happen.
* **(c)** a run with the phases of a trial agrees with that trial within the larger of 1 s and 20 %.

Columns are computed from traces as they were from logs: nodes that the fault took out are not asked, except for the start
of elections and after the heal. A power-off whose connections were closed by the dying kernel (an escaped FIN) is noticed at
once; no such trial is among these. Rows without a measurement are here for their mechanism. How fast a recovery is, which
depends on its databases, is shown and not judged.

The machine, once for all rows: exec 7 to 70 ms (the fcntl helper had answered after 8 to 64 ms), event scripts 25 to 350 ms
(init and setup together 55 to 655 ms), packets and messages between processes up to 1 ms (recovery mode was set on all nodes
in 1 ms, in 5 ms at most nine times of ten), hosts switched on within 1 s, timers 0.2 to 3.5 ms late (announcements came every
1.0014 to 1.0056 s, keepalive checks every 5.0008 to 5.0064 s). With the etcd lock exec takes 40 to 560 ms, because its helper
is a Python program that runs two others (0.17 s in all on an idle machine, up to 1.76 s in the trials).

Not modelled here: the monitor event that makes a node unhealthy when its link is down (\`linkdown-leader-60s\`: for leadership
the node is cut off), tools that are still waiting when a fault is undone, public addresses.

In (c) the phases are those that logs show: when the keepalives and the recovery daemon of each node began, when the fault
struck, how old the leader's last announcement was (the tool that had just asked for the leader waits for one), when the fault
was undone, when the trial was over. Who wins the first race for the lock is no phase: of up to 20 seeds the first is taken in
which the trial's leader leads.`;

/** The page, from what was judged. */
export function fidelityPage(all: readonly Judged[], seeds: number): string {
  const rows = [...new Set(all.map(({ row }) => row))];
  const lines = [
    "# Fidelity: measured and simulated times",
    "",
    `Written by \`npm run acceptance -- fidelity\`, over ${seeds} seeds for each row.`,
    "",
    introduction,
    "",
    "## Summary",
    "",
    "| | holds | does not | nothing to compare |",
    "| --- | --- | --- | --- |",
    ...(["a", "b", "c"] as const).map((kind) => summaryLine(kind, all)),
    "",
    ...gaps(all),
    "## Rows",
    "",
    ...rows.flatMap((row) =>
      section(
        row,
        all.filter((one) => one.row === row),
      ),
    ),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function summaryLine(kind: "a" | "b" | "c", all: readonly Judged[]): string {
  const count = (verdict: Verdict): number => all.filter((one) => one[kind] === verdict).length;
  return `| (${kind}) | ${count("yes")} | ${count("no")} | ${count("")} |`;
}

function gaps(all: readonly Judged[]): readonly string[] {
  const wrong = all.filter(({ a, b, c }) => [a, b, c].includes("no"));
  if (wrong.length === 0) return ["Every comparison holds.", ""];
  return [
    "What does not hold:",
    "",
    ...wrong.map(
      (one) =>
        `* \`${one.row}\`, ${titles[one.column]}: ${(["a", "b", "c"] as const).filter((kind) => one[kind] === "no").join(", ")}`,
    ),
    "",
  ];
}

function section(row: string, cells: readonly Judged[]): readonly string[] {
  const [first] = cells;
  return [
    `### ${row}`,
    "",
    first?.n === undefined ? "Not measured here." : `Measured ${first.n} times.`,
    "",
    "| column | measured | simulated min / median / max | mechanism | trial / re-run | a | b | c |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...cells.map(line),
    "",
    ...cells.flatMap(({ column, cell: { why } }) => (why === undefined ? [] : [`* ${titles[column]}: ${why}`])),
    "",
  ];
}

function line({ column, cell, spread, pairs, a, b, c }: Judged): string {
  const { range, missing } = spread;
  const some = missing > 0 && range !== null ? ` (${missing} not)` : "";
  const simulated = range === null ? "-" : `${range.map(hundredths).join(" / ")}${some}`;
  const mechanism = cell.mechanism === undefined ? "" : span(cell.mechanism, hundredths);
  const trials = pairs.map((pair) => `${value(pair.measured)} / ${value(pair.simulated)}`).join("<br>");
  const measured = cell.measured === undefined ? "" : span(cell.measured, (seconds) => seconds.toFixed(1));
  return `| ${titles[column]} | ${measured} | ${simulated} | ${mechanism}${cell.sometimes === true ? " or -" : ""} | ${trials} | ${a} | ${b} | ${c} |`;
}

function span(range: Seconds | null, text: (seconds: number) => string): string {
  if (range === null) return "-";
  const [min, max] = range.map(text);
  return min === max ? `${min}` : `${min} .. ${max}`;
}

function value(seconds: number | null): string {
  return seconds === null ? "-" : hundredths(seconds);
}

function hundredths(seconds: number): string {
  return seconds.toFixed(2);
}
