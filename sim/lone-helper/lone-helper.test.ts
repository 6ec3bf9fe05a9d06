import { describe, expect, it } from "vitest";
import type { Drill } from "../../model/index.ts";
import { LoneHelper } from "./index.ts";

const TTL_US = 9_000_000;
const lease = { lock: "etcd-put-fixed", repaired: true, set: { putTtlUs: TTL_US, putRefreshUs: TTL_US / 2 } } as const;

/** The service is away for good a second after the lock was taken. */
const cut: Drill = {
  name: "start, cut",
  steps: [
    { kind: "act", act: "start" },
    { kind: "answer", withinUs: 10_000_000 },
    { kind: "wait", forUs: 1_000_000 },
    { kind: "act", act: "cut" },
    { kind: "end", withinUs: 2 * TTL_US },
  ],
};

/** When the lock was given up, counted from the answer, microseconds: of every way that is allowed, the last. */
const lastEnd = (anyProgram: boolean): number =>
  Math.max(
    ...new LoneHelper({ ...lease, anyProgram })
      .allowed(cut, 20)
      .map(([start, end]) => 1_000_000 + (end?.endedUs?.[1] ?? Number.NaN) + (start?.byteUs?.[0] ?? 0)),
  );

describe("a helper whose service is away", () => {
  it("gives up when it could not renew, if it is the model's own", () => {
    expect(lastEnd(false)).toBeLessThan(TTL_US * 0.6);
  });

  it("may try on until its claim is over, if it is any program, and no longer", () => {
    expect(lastEnd(true)).toBeGreaterThan(TTL_US * 0.6);
    expect(lastEnd(true)).toBeLessThan(TTL_US);
  });
});
