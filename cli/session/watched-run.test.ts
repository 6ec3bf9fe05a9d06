import { expect, test } from "vitest";
import { modelFor } from "../../model/index.ts";
import { drawScenario, type ProcessView } from "../../sim/index.ts";
import { recordedRun } from "./judged-run.ts";
import { planOf } from "./plan.ts";
import { watchedRun } from "./watched-run.ts";

const scenario = drawScenario("1", {
  lock: "fcntl",
  dropped: [],
  set: {},
  nodes: 3,
  durationUs: 30_000_000,
  faults: ["pause-process"],
});
const plan = planOf(scenario, modelFor(scenario));
const run = recordedRun(plan, { reproduce: "" });
const watched = watchedRun(plan, run.tape);

/** What was last told of each living process until a moment. */
function toldAt(atUs: number): Map<string, Omit<ProcessView, "data">> {
  const told = new Map<string, Omit<ProcessView, "data">>();
  for (const { atUs: when, host, pid, process } of watched.states) {
    if (when > atUs) break;
    if (process === null) told.delete(`${host}/${pid}`);
    else told.set(`${host}/${pid}`, process);
  }
  return told;
}

test.each([9_000_000, 17_345_678, 29_999_999])("at %d us processes stand as the simulator says", (untilUs) => {
  const { hosts } = recordedRun(plan, { reproduce: "", untilUs }).view();
  const told = toldAt(untilUs);
  const there = hosts.flatMap(({ pnn, processes }) => processes.map((one) => [`${pnn}/${one.pid}`, one] as const));
  expect(there.length).toBeGreaterThan(3);
  expect([...told.keys()].sort()).toEqual(there.map(([key]) => key).sort());
  for (const [key, { data: _, timers, ...rest }] of there) {
    const { timers: known = [], ...others } = told.get(key) ?? {};
    expect(others).toEqual(rest);
    // One that is overdue is due whenever it is looked at.
    const due = (list: ProcessView["timers"]) => list.map(({ name, dueUs }) => [name, Math.max(dueUs, untilUs)]);
    expect(due(known)).toEqual(due(timers));
  }
});

test("a change is told only when something differs, in order of time", () => {
  const last = new Map<string, string>();
  let before = 0;
  for (const { atUs, host, pid, process } of watched.states) {
    expect(atUs).toBeGreaterThanOrEqual(before);
    before = atUs;
    const now = JSON.stringify(process);
    expect(now).not.toBe(last.get(`${host}/${pid}`));
    last.set(`${host}/${pid}`, now);
  }
});

test("packets are told from their sending to their arrival", () => {
  const { packets } = watched;
  expect(new Set(packets.map(({ name }) => name))).toContain("keepalive");
  expect(packets.every(({ from, to }) => from !== to)).toBe(true);
  const [least] = scenario.timing.networkUs;
  const arrived = packets.filter(({ arrivedUs }) => arrivedUs !== undefined);
  expect(arrived.length).toBeGreaterThan(packets.length / 2);
  expect(arrived.every(({ sentUs, arrivedUs = 0 }) => arrivedUs - sentUs >= least)).toBe(true);
});

test("looking changes nothing", () => {
  expect(watchedRun(plan, run.tape)).toEqual(watched);
  expect(recordedRun(plan, { reproduce: "" }).verdict.traceHash).toBe(run.verdict.traceHash);
});
