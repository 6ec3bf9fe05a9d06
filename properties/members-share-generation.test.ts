import { expect, test } from "vitest";
import { membersShareGeneration } from "./members-share-generation.ts";
import { booted, follow, judged, type Line, pids, takesLead } from "./written-trace.ts";

const start = [...booted(), ...takesLead(5, 0), ...follow(6, 0)];
const dies: Line[] = [
  [20, 2, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(2), cause: "killed" }],
  [20, 0, { type: "peer-dead", peer: 2, cause: "closed" }],
];
const renewed = (hosts: readonly number[]): Line[] =>
  hosts.map((host) => [22, host, { type: "generation-changed", generation: 8 }]);

const verdict = (...lines: readonly Line[]) => judged(membersShareGeneration, [...start, ...lines], { endS: 300 });

test("holds while the generation is that of the active nodes", () => {
  expect(verdict().verdict).toBe("holds");
  expect(verdict(...dies, ...renewed([0, 1])).verdict).toBe("holds");
});

test("is violated by a generation that still counts on a node that is gone", () => {
  // A leader and a recovery are due 90 s after the last disturbance.
  expect(verdict(...dies)).toMatchObject({ verdict: "violated", atUs: 110_000_000, hosts: [0] });
});

test("is violated by an active node that never gets the leader's generation", () => {
  expect(verdict(...renewed([0, 1]))).toMatchObject({ verdict: "violated", atUs: 112_000_000 });
});

test("does not count time in which a recovery helper is at work: what it left out comes after it", () => {
  const helper = { program: "recovery-helper", pid: 900 } as const;
  const begins: Line = [20, 0, { type: "process-started", ...helper, parent: pids.recoverd(0) }];
  const ends: Line = [80, 0, { type: "process-exited", ...helper, cause: "exit" }];
  const late: Line[] = [0, 1, 2].map((host) => [130, host, { type: "generation-changed", generation: 9 }]);
  expect(verdict(begins, ...renewed([0, 1]), ends, ...late).verdict).toBe("holds");
  expect(verdict(...renewed([0, 1]), ...late).verdict).toBe("violated");
});
