import { expect, test } from "vitest";
import type { Fault, Override, TraceEvent } from "../../model/index.ts";
import { quietCluster, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const host = 2;
const at = { atUs: 60 * s, host };

function events(faults: readonly Fault[], set: Record<string, number> = {}): readonly TraceEvent[] {
  return watch(quietCluster({ faults, set, durationUs: 200 * s })).events.filter((event) => event.host === host);
}

const monitors = (seen: readonly TraceEvent[]): number[] =>
  seen.flatMap((event) => (event.type === "event-began" && event.event === "monitor" ? [event.atUs / s] : []));

test("a node is monitored 2 s after it runs, then after 5, 10 and 15 s", () => {
  const seen = events([]);
  const runs = seen.find((event) => event.type === "runstate-changed" && event.runState === "running")?.atUs ?? 0;
  const gaps = monitors(seen).map((time, index, all) => Math.floor(time - (all[index - 1] ?? runs / s)));
  expect(gaps.slice(0, 6)).toEqual([2, 5, 10, 15, 15, 15]);
});

test("a hung monitor event is given up after 30 s, and borne", () => {
  const hangs = { ...at, kind: "script-hangs", forUs: 100 * s, event: "monitor", script: "05.system" } as const;
  const seen = events([hangs]);
  const given = seen.filter((event) => event.type === "event-ended" && event.outcome === "timed-out");
  expect(given.length).toBeGreaterThan(1);
  expect(seen.filter(({ type }) => type === "flags-changed").map((event) => "flags" in event && event.flags)).toEqual([
    2, 0,
  ]);
  const few = events([hangs], { monitorTimeoutCount: 2 });
  expect(few.flatMap((event) => (event.type === "flags-changed" ? [event.flags] : []))).toEqual([2, 0, 2, 0]);
});

test("the end of its event daemon is that of a main daemon", () => {
  const seen = events([{ ...at, kind: "kill-process", program: "eventd", restartUs: 5 * s }]);
  const exits = seen.flatMap((event) =>
    event.type === "process-exited" && /^(eventd|ctdbd)$/.test(event.program) ? [[event.program, event.cause]] : [],
  );
  expect(exits.slice(0, 2)).toEqual([
    ["eventd", "killed"],
    ["ctdbd", "exit"],
  ]);
  expect(seen.filter((event) => event.type === "process-started" && event.program === "ctdbd").length).toBe(2);
});

test("an event daemon notices that its main daemon is gone within 5 s", () => {
  const seen = events([{ ...at, kind: "kill-process", program: "ctdbd", restartUs: 0 }]);
  const end = seen.find((event) => event.type === "process-exited" && event.program === "eventd")?.atUs ?? 0;
  expect(end).toBeGreaterThan(60 * s);
  expect(end).toBeLessThanOrEqual(65 * s);
});

test("a startup event that fails is tried again every 5 s", () => {
  const fails = { atUs: 0, host, kind: "script-fails", forUs: 40 * s, event: "startup", script: "50.samba" } as const;
  const tries = events([fails]).flatMap((event) =>
    event.type === "event-began" && event.event === "startup" ? [event.atUs / s] : [],
  );
  expect(tries.length).toBeGreaterThan(2);
  expect(Math.floor((tries[1] ?? 0) - (tries[0] ?? 0))).toBe(5);
});

/** With a deviation: the claims must be able to fail. */
function deviating(override: Override, faults: readonly Fault[]): readonly TraceEvent[] {
  return watch(quietCluster({ faults }), [override]).events;
}

test("without its rule a monitor event makes others wait", () => {
  const hangs = { ...at, kind: "script-hangs", forUs: 60 * s, event: "monitor", script: "05.system" } as const;
  const recover = { atUs: 80 * s, host: 0, kind: "admin", command: "recover" } as const;
  const waited = (seen: readonly TraceEvent[]) =>
    Math.max(...seen.map((event) => (event.type === "event-began" ? event.waitedUs : 0)));
  expect(waited(watch(quietCluster({ faults: [hangs, recover] })).events)).toBeLessThan(s);
  const patient = { id: "patient", chart: "event-queue", guards: { monitorRuns: () => false } };
  expect(waited(deviating(patient, [hangs, recover]))).toBeGreaterThan(2 * s);
});

test("a script that has hung looks at its service once it goes on", () => {
  const hangs = { ...at, kind: "script-hangs", forUs: 20 * s, event: "monitor", script: "50.samba" } as const;
  const down = { ...at, kind: "service-down", forUs: 60 * s, service: "smb" } as const;
  const ended = events([hangs, down]).find((event) => event.type === "event-ended" && event.atUs > 75 * s);
  expect(ended).toMatchObject({ event: "monitor", outcome: "failed", script: "50.samba" });
});
