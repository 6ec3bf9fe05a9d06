import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Observation, ProgramName } from "../model/index.ts";
import { type Finding, Judge, type Judgement } from "./judge.ts";
import type { Setting } from "./property.ts";
import { plainSetting } from "./written-trace.ts";

const host = fc.integer({ min: 0, max: 2 });
const pid = fc.integer({ min: 1, max: 6 });
const program = fc.constantFrom<ProgramName>("ctdbd", "recoverd", "lock-helper", "lock-check-child", "recovery-helper");
const fault = fc.constantFrom("slow-exec", "pause-host");

/** Any observation that some property looks at, possible or not. */
const observation: fc.Arbitrary<Observation> = fc.oneof(
  fc.record({ type: fc.constant("fault-injected" as const), fault, index: pid, detail: fc.constant("") }),
  fc.record({ type: fc.constant("fault-ended" as const), fault, index: pid }),
  fc.record({ type: fc.constant("healed" as const), core: fc.constant([0, 1]) }),
  fc.record({
    type: fc.constantFrom(
      "host-started" as const,
      "host-crashed" as const,
      "host-paused" as const,
      "host-resumed" as const,
    ),
  }),
  fc.record({ type: fc.constant("process-started" as const), program, pid, parent: pid }),
  fc.record({ type: fc.constant("process-exited" as const), program, pid, cause: fc.constant("killed" as const) }),
  fc.record({ type: fc.constantFrom("process-stopped" as const, "process-continued" as const), program, pid }),
  fc.record({ type: fc.constant("local-delivery-slowed" as const), extraUs: fc.constantFrom(0, 3, 5_000_000) }),
  fc.record({
    type: fc.constant("control-delayed" as const),
    from: fc.constant(0),
    op: fc.constant("FREEZE" as const),
    byUs: fc.constantFrom(1, 9_000_000),
  }),
  fc.record({ type: fc.constant("lock-taken" as const), pid, object: pid, probe: fc.boolean() }),
  fc.record({ type: fc.constant("lock-freed" as const), pid, object: pid, cause: fc.constant("exit" as const) }),
  fc.record({ type: fc.constant("storage-changed" as const), state: fc.constantFrom("ok" as const, "hung" as const) }),
  fc.record({ type: fc.constant("leader-believed" as const), leader: fc.integer({ min: -1, max: 2 }) }),
  fc.record({
    type: fc.constant("lock-believed" as const),
    lock: fc.constantFrom("none" as const, "taking" as const, "held" as const),
  }),
  fc.record({ type: fc.constant("flags-changed" as const), flags: fc.constantFrom(0, 2, 8, 32) }),
  fc.record({
    type: fc.constant("recovery-mode-changed" as const),
    mode: fc.constantFrom("normal" as const, "active" as const),
  }),
  fc.record({ type: fc.constant("generation-changed" as const), generation: pid }),
  fc.record({ type: fc.constant("unbanned" as const) }),
  fc.record({
    type: fc.constantFrom("address-added" as const, "address-removed" as const),
    address: fc.constantFrom("10.0.0.1", "10.0.0.2"),
  }),
  fc.record({
    type: fc.constant("banned" as const),
    forUs: fc.constantFrom(1, 50_000_000),
    by: host,
    reason: fc.constantFrom("admin", "no-lock", "credits"),
  }),
  fc.record({ type: fc.constant("leader-role-set" as const), on: fc.boolean() }),
  fc.record({
    type: fc.constant("control-accepted" as const),
    op: fc.constant("SET_RECMODE" as const),
    from: host,
    pid,
    as: fc.constant("leader" as const),
  }),
  fc.record({
    type: fc.constantFrom("recovery-started" as const, "recovery-completed" as const),
    generation: pid,
    pid,
  }),
);

type Step = readonly [afterUs: number, host: number, event: Observation];
const after = fc.constantFrom(0, 1, 400, 90_000, 2_000_000, 45_000_000);
const trace: fc.Arbitrary<Step[]> = fc.array(fc.tuple(after, host, observation), {
  maxLength: 60,
});
const lock = fc.constantFrom("fcntl" as const, "none" as const);

function hear(steps: readonly Step[], setting: Setting, restUs = 0): Judgement {
  const judge = new Judge(setting);
  let atUs = 0;
  for (const [afterUs, on, event] of steps) {
    atUs += afterUs;
    judge.observe({ ...event, atUs, host: on });
  }
  return judge.finish(atUs + restUs);
}

function settingOf(design: Setting["lock"]): Setting {
  return { ...plainSetting, lock: design, heal: { atUs: 0, core: [0, 1] } };
}

function violations({ findings }: Judgement): Finding[] {
  return findings.filter((finding) => finding.verdict === "violated");
}

describe("whatever is observed", () => {
  test("a judge comes to a verdict, and twice to the same", () => {
    fc.assert(
      fc.property(trace, lock, (steps, design) => {
        const judgement = hear(steps, settingOf(design));
        expect(hear(steps, settingOf(design))).toEqual(judgement);
        for (const { verdict, atUs, why } of judgement.findings) {
          expect(atUs !== null).toBe(verdict === "violated");
          expect(why.length).toBe(verdict === "violated" ? 3 : verdict === "holds" ? 0 : 1);
        }
        expect(Object.values(judgement.measures).every((value) => Number.isSafeInteger(value) && value >= -1)).toBe(
          true,
        );
      }),
    );
  });

  test("what is violated stays violated, since the same moment, however the trace goes on", () => {
    fc.assert(
      fc.property(trace, trace, lock, (steps, more, design) => {
        const first = violations(hear(steps, settingOf(design)));
        const later = violations(hear([...steps, ...more], settingOf(design)));
        expect(later).toEqual(expect.arrayContaining(first));
      }),
    );
  });

  test("a deadline is missed at its own time, whether or not anything happens then", () => {
    fc.assert(
      fc.property(trace, lock, fc.integer({ min: 1, max: 400 }), (steps, design, restS) => {
        const silent = hear(steps, settingOf(design), restS * 1_000_000);
        const ticks: Step[] = Array.from({ length: restS }, () => [
          1_000_000,
          0,
          { type: "leadership-claimed", leader: 0 },
        ]);
        expect(violations(hear([...steps, ...ticks], settingOf(design)))).toEqual(violations(silent));
      }),
    );
  });
});
