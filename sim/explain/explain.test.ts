import { describe, expect, it } from "vitest";
import { defaultStorage, defaultTiming, modelFor, type Scenario, type TraceEvent } from "../../model/index.ts";
import { emptyTape, recording, replayed, seeded, type Tape } from "../choices/index.ts";
import { simulate } from "../drivers/index.ts";
import type { Watcher } from "../shrink/index.ts";
import { type ExplainOptions, type ExplainProgress, explain } from "./explain.ts";
import type { Moment, Odds } from "./moment.ts";

const s = 1_000_000;
const scenario: Scenario = {
  version: 1,
  seed: "odds",
  nodes: 3,
  lock: "fcntl",
  durationUs: 12 * s,
  timing: { ...defaultTiming, bootUs: [0, 2 * s] },
  storage: defaultStorage,
  clockOffsetUs: [0, 0, 0],
  set: {},
  faults: [
    { kind: "admin", atUs: 8 * s, host: 1, command: "disable" },
    { kind: "admin", atUs: 10 * s, host: 2, command: "disable" },
  ],
  dropped: [],
};
const model = modelFor(scenario);

/** Fails with the first event that fits. */
function watchFor(fits: (event: TraceEvent) => boolean): () => Watcher {
  return () => {
    let atUs: number | null = null;
    return {
      observe: (event) => {
        if (fits(event)) atUs ??= event.atUs;
      },
      violatedAtUs: () => atUs,
      finish: () => atUs,
    };
  };
}

function recorded(): { tape: Tape; moments: Moment[]; leader: number } {
  const tape = emptyTape();
  simulate(scenario, { model, choices: recording(seeded("odds"), tape), observe: () => undefined });
  const moments: Moment[] = [{ atUs: 0, decisions: 0, struck: 0 }];
  const choices = replayed(tape);
  let [struck, leader] = [0, -1];
  const observe = (event: TraceEvent): void => {
    if (event.type === "fault-injected") struck += 1;
    if (event.type === "leadership-claimed" && leader < 0) leader = event.leader;
    const last = moments.at(-1);
    if (last?.decisions === choices.position && last.struck === struck) moments.pop();
    moments.push({ atUs: event.atUs, decisions: choices.position, struck });
  };
  simulate(scenario, { model, choices, observe });
  return { tape, moments, leader };
}

function odds(options: Omit<ExplainOptions, "eventsMax" | "tries">, eventsMax = 1e9): readonly Odds[] {
  let last: ExplainProgress | undefined;
  for (const step of explain({ scenario, model, ...run }, { tries: 8, eventsMax, ...options })) last = step;
  return last?.odds ?? [];
}

const run = recorded();

describe("explain", () => {
  const elected = watchFor((event) => event.type === "leadership-claimed" && event.leader === run.leader);

  it("finds the failure open at the start and certain at its end, and comes to the same again", () => {
    const found = odds({ watch: elected, points: 20 });
    expect(found[0]).toMatchObject({ moment: 0, runs: 8 });
    expect(found[0]?.failed).toBeLessThan(8);
    expect(found.at(-1)).toMatchObject({ moment: run.moments.length - 1, failed: 8 });
    expect(found.map(({ moment }) => moment)).toEqual(
      [...new Set(found.map(({ moment }) => moment))].sort((a, b) => a - b),
    );
    expect(odds({ watch: elected, points: 20 })).toEqual(found);
  });

  it("keeps faults away that had not struck yet, and only those", () => {
    const struck = watchFor((event) => event.type === "fault-injected" && event.index === 1);
    const found = odds({ watch: struck, points: 40 });
    expect(found.every(({ failed, runs }) => failed === runs)).toBe(true);
    for (const { moment, failedWithoutFaults } of found)
      expect(failedWithoutFaults).toBe(run.moments[moment]?.struck === 2 ? 8 : 0);
    expect(new Set(found.map(({ failedWithoutFaults }) => failedWithoutFaults))).toEqual(new Set([0, 8]));
  });

  it("begins no moment once its budget is spent", () => {
    expect(odds({ watch: elected, points: 20 }, 1)).toHaveLength(1);
  });
});
