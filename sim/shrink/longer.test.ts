import { describe, expect, it } from "vitest";
import type { Fault } from "../../model/index.ts";
import { longer, strongest } from "./longer.ts";

const s = 1_000_000;

describe("a fault that lasts longer", () => {
  it("lasts for so long at least", () => {
    const gone: Fault = { kind: "lock-directory-gone", atUs: 0, forUs: 3 * s };
    expect(longer(gone, 40 * s)).toEqual({ ...gone, forUs: 40 * s });
    expect(longer({ ...gone, forUs: 50 * s }, 40 * s)).toEqual({ ...gone, forUs: 50 * s });
  });

  it.each<Fault>([
    { kind: "pause-host", atUs: 0, host: 0, forUs: 3 * s },
    { kind: "pause-process", atUs: 0, host: 0, program: "recoverd", forUs: 3 * s },
    { kind: "crash-host", atUs: 0, host: 0, forUs: 0 },
    { kind: "admin", atUs: 0, host: 0, command: "ban", forUs: 3 * s },
    { kind: "clock-step", atUs: 0, host: 0, byUs: -3 * s },
  ])("is no $kind, for which that would be something else", (fault) => {
    expect(strongest(fault, 40 * s)).toEqual(fault);
  });

  it("holds up by as much as the nemesis does", () => {
    const slow: Fault = { kind: "slow-exec", atUs: 0, host: 0, forUs: s, extraUs: s };
    expect(strongest(slow, 40 * s)).toEqual({ ...slow, forUs: 40 * s, extraUs: 12 * s });
    const late: Fault = { kind: "late-control", atUs: 0, host: 0, op: "SET_RECMODE", byUs: s, times: 1 };
    expect(strongest(late, 40 * s)).toEqual({ ...late, byUs: 35 * s });
    expect(strongest({ ...slow, extraUs: 30 * s }, 40 * s)).toMatchObject({ extraUs: 30 * s });
  });
});
