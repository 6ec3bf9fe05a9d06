import type { Fault, Scenario, TimingKnobs } from "../../model/index.ts";
import { modelFor } from "../../model/index.ts";
import { type ColumnName, columnNames, type FaultColumns, FaultTimes } from "../../reports/fidelity/index.ts";
import { simulate } from "../../sim/index.ts";
import { scenarioOf } from "./simulated.ts";
import type { Trial } from "./trial.ts";

/** Runs that are tried until the node that led the trial leads; who wins the first race is no phase. */
const TRIES = 20;
/** The cluster starts this much later than in the trial, so that nothing has to happen before the run begins. */
const AHEAD_US = 1_000_000;
const us = (seconds: number): number => Math.round(seconds * 1_000_000);

/** What a run with a trial's phases gave, seconds as the trial's columns. */
export type Rerun = Readonly<Record<ColumnName, number | null>>;

/**
 * Runs a trial's row with its phases instead of drawn ones: when each node's daemons began, so also its keepalives,
 * main loop, announcements and helpers; when the fault struck, and how old the last announcement was then; when it
 * was undone. What the logs do not show stays drawn: network, locks, rounds of an etcd helper.
 */
export function rerun(row: string, trial: Trial): Rerun {
  const scenario = pinned(scenarioOf(row), trial);
  let last: FaultColumns | undefined;
  for (let seed = 1; seed <= TRIES; seed += 1) {
    const run = watched({ ...scenario, seed: `trial/${seed}` });
    last = run.columns;
    if (run.leader === trial.leader) break;
  }
  return Object.fromEntries(columnNames.map((name) => [name, inTime(name, last?.[name] ?? null, trial)])) as Rerun;
}

/** Seconds, or null if it happened only when the trial was over already. */
function inTime(name: ColumnName, atUs: number | null, { healS, endS }: Trial): number | null {
  const limit = name.startsWith("heal") ? endS - (healS ?? endS) : (healS ?? endS);
  return atUs === null || atUs / 1e6 >= limit ? null : Math.round(atUs / 1e3) / 1e3;
}

function watched(scenario: Scenario): { readonly columns: FaultColumns; readonly leader: number } {
  const times = new FaultTimes(scenario.nodes, scenario.lock !== "none");
  let leader = -1;
  let struck = false;
  const observe = (event: Parameters<FaultTimes["observe"]>[0]): void => {
    if (event.type === "fault-injected") struck = true;
    if (event.type === "leadership-claimed" && !struck) leader = event.host;
    times.observe(event);
  };
  simulate(scenario, { model: modelFor(scenario), observe });
  return { columns: times.finish(), leader };
}

function pinned(scenario: Scenario, trial: Trial): Scenario {
  const timing = typical(scenario.timing);
  // Exec of the daemon, then its init and setup events, come before its keepalives and its recovery daemon.
  const startUpUs = timing.execUs[0] + 2 * timing.scriptUs[0];
  const strikesUs = AHEAD_US + us(trial.faultS);
  const [first, ...later] = scenario.faults;
  if (first === undefined) throw new Error(`${scenario.name}: no fault`);
  const { withinUs: _, ...on } = first.on ?? { event: "leadership-claimed" as const, delayUs: 0 };
  // The announcement before the fault is the first one within the second that ends with it.
  const pinnedFirst = {
    ...first,
    atUs: strikesUs - us(trial.announcedS) - 500_000,
    on: { ...on, delayUs: us(trial.announcedS) },
  };
  const until = (fault: Fault): Fault => healedAt(fault, trial.healS);
  return {
    ...scenario,
    timing,
    bootAtUs: trial.beganS.map((began) => AHEAD_US + us(began) - startUpUs),
    faults: [until(pinnedFirst as Fault), ...later.map((fault) => until({ ...fault, atUs: AHEAD_US } as Fault))],
    durationUs: strikesUs + us(trial.endS) + 40_000_000,
  };
}

/** Ends with the trial's heal what ends at all: a lasting fault, a daemon that is started again, a counter-command. */
function healedAt(fault: Fault, healS: number | null): Fault {
  if (healS === null) return fault;
  if (fault.kind === "admin")
    return fault.on?.event === "admin-command" ? { ...fault, on: { ...fault.on, delayUs: us(healS) } } : fault;
  if ("restartUs" in fault) return fault.restartUs === 0 ? fault : { ...fault, restartUs: us(healS) };
  return "forUs" in fault && fault.forUs !== undefined && fault.forUs > 0
    ? ({ ...fault, forUs: us(healS) } as Fault)
    : fault;
}

/** Scripts and exec, which delay the start of everything, take what they typically take: the middle of the lower half. */
function typical(timing: TimingKnobs): TimingKnobs {
  const low = ([min, max]: TimingKnobs["execUs"]): TimingKnobs["execUs"] => {
    const one = Math.round(min + (max - min) / 4);
    return [one, one];
  };
  return { ...timing, execUs: low(timing.execUs), scriptUs: low(timing.scriptUs) };
}
