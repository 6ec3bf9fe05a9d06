import { describe, expect, it } from "vitest";
import { type DrillAct, drillActs, type History, type Override } from "../../model/index.ts";
import { coverDrills, LoneHelper, seeded } from "../../sim/index.ts";
import { disagreement } from "./judge.ts";

const helper = new LoneHelper({ lock: "fcntl" });
const { drills } = coverDrills({ lock: "fcntl" });
const drillNamed = (name: string) => {
  const drill = drills.find((one) => one.name === name);
  if (drill === undefined) throw new Error(`no drill ${name}`);
  return drill;
};
const judged = (name: string, history: History) =>
  disagreement(drillNamed(name), history, helper.allowed(drillNamed(name), 48), 500_000);

/** What a model with a defect does, as if it were real. */
const seenOf = (name: string, ...defects: readonly Override[]): History =>
  new LoneHelper({ lock: "fcntl" }, defects).play(drillNamed(name), seeded("other")).history;

describe("the model beside itself", () => {
  it("allows what it does, whatever takes its time", () => {
    for (const { name } of drills) expect(judged(name, seenOf(name)), name).toBeUndefined();
  });

  it("allows it with a lease too", () => {
    const other = new LoneHelper({ lock: "etcd-put-fixed" });
    const can = new Set<DrillAct>(["start", "challenge", "terminate", "kill", "stop", "continue", "kill-parent"]);
    for (const drill of coverDrills({ lock: "etcd-put-fixed" }, can).drills) {
      const { history } = other.play(drill, seeded("other"));
      expect(disagreement(drill, history, other.allowed(drill, 64), 500_000), drill.name).toBeUndefined();
    }
  });
});

describe("the first disagreement", () => {
  it("is where a helper that ignores its parent goes on", () => {
    const deaf: Override = { id: "deaf", chart: "fcntl-helper-process", guards: { parentExists: () => true } };
    const found = judged("start, kill-parent", seenOf("start, kill-parent", deaf));
    expect(found?.nth).toBe(1);
    expect(found?.because).toBe(
      `after "${drillActs["kill-parent"]}" the model says: it ends, its output is closed; seen: nothing comes`,
    );
  });

  it("is the wrong status of a contender", () => {
    const wrong: Override = {
      id: "wrong",
      chart: "fcntl-helper",
      actions: { writeContended: () => ({ kind: "write", byte: "3" }) },
    };
    const found = judged("occupy, start", seenOf("occupy, start", wrong));
    expect(found?.nth).toBe(1);
    expect(found?.because).toContain(
      'the model says: it writes "1", it ends, its output is closed; seen: it writes "3"',
    );
  });

  it("is a second holder", () => {
    const blind: Override = { id: "blind", chart: "lock-check", guards: { otherObject: () => false } };
    expect(judged("start, replace", seenOf("start, replace", blind))?.because).toContain("nothing comes");
  });

  it("is what comes too late, and not what comes early", () => {
    const late: Override = { id: "late", chart: "fcntl-helper-process", constants: { helperParentPollUs: 6_500_000 } };
    const early: Override = { ...late, constants: { helperParentPollUs: 1_000_000 } };
    expect(judged("start, kill-parent", seenOf("start, kill-parent", late))?.because).toMatch(
      /its parent is killed and reaped" .* came after 5\.\d s; the model says: after 4\.\d s at the latest/,
    );
    expect(judged("start, kill-parent", seenOf("start, kill-parent", early))).toBeUndefined();
  });

  it("tells every way there was", () => {
    const [start, ...rest] = seenOf("start, at once, terminate");
    if (start === undefined) throw new Error("no start");
    const found = judged("start, at once, terminate", [{ ...start, bytes: "9", byteUs: 5_000 }, ...rest]);
    expect(found?.because).toContain('the model says: nothing comes, or: it writes "0"; seen: it writes "9"');
  });
});
