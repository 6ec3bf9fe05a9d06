import { expect, test } from "vitest";
import { oneLeaderWithoutLock } from "./one-leader-without-lock.ts";
import { booted, follow, judged, type Line } from "./written-trace.ts";

const setting = { lock: "none" } as const;
const renewed: Line[] = [1, 2].map((host) => [2, host, { type: "generation-changed", generation: 8 }]);
/** Node 0 leads itself under generation 7; 1 leads itself and 2 under 8. */
const split = [...booted(), ...follow(1, 0), ...follow(2, 1, [1, 2]), ...renewed];
const hear = (lines: readonly Line[], endS: number): ReturnType<typeof judged> =>
  judged(oneLeaderWithoutLock, lines, { endS, setting });

test("holds when one of two leaders gives up in time", () => {
  expect(hear([...split, ...follow(33, 1, [0])], 99).verdict).toBe("holds");
});

test("is violated by two working clusters", () => {
  expect(hear(split, 99)).toMatchObject({ verdict: "violated", kind: "safety", atUs: 33_100_000, hosts: [0, 1] });
});

test("holds while one of them is in recovery, under the same generation, or its followers lag behind", () => {
  expect(hear([...split, [3, 0, { type: "recovery-mode-changed", mode: "active" }]], 99).verdict).toBe("holds");
  expect(hear([...split, [3, 0, { type: "generation-changed", generation: 8 }]], 99).verdict).toBe("holds");
  expect(hear([...split, [3, 2, { type: "generation-changed", generation: 9 }]], 99).verdict).toBe("holds");
});

test("does not count time in which one of them stood still", () => {
  const pause: Line[] = [
    [3, 0, { type: "host-paused" }],
    [53, 0, { type: "host-resumed" }],
  ];
  expect(hear([...split, ...pause], 99)).toMatchObject({ verdict: "violated", atUs: 83_100_000 });
  expect(hear([...split, ...pause.slice(0, 1)], 999).verdict).toBe("unknown");
});

test("is unknown in a cut trace, and not applicable with a lock", () => {
  expect(hear(split, 20).verdict).toBe("unknown");
  expect(judged(oneLeaderWithoutLock, split, { endS: 99 }).verdict).toBe("not-applicable");
});
