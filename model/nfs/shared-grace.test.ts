import { expect, test } from "vitest";
import { allEnforce, allEnforceNow, enforcing, joined, noGrace, relieved } from "./shared-grace.ts";

const both = joined(joined(noGrace, "a"), "b");

test("the first to join begins a grace and an epoch, whoever joins later is in the same one", () => {
  expect(both).toMatchObject({ version: 2, epoch: 2, recovering: 1 });
  expect(both.members).toEqual({
    a: { needs: true, enforces: true, epoch: 2 },
    b: { needs: true, enforces: true, epoch: 2 },
  });
});

test("it is lifted when the last one needs it no more, and every one goes on enforcing", () => {
  const one = relieved(both, "a");
  expect(one.recovering).toBe(1);
  const lifted = relieved(one, "b");
  expect(lifted).toMatchObject({ epoch: 2, recovering: 0 });
  expect(allEnforce(lifted)).toBe(true);
  expect(allEnforce(enforcing(lifted, "a", false))).toBe(false);
});

test("what a member says stands until it says something else, whatever has become of it", () => {
  const lifted = relieved(relieved(both, "a"), "b");
  const again = joined(enforcing(lifted, "b", false), "b");
  expect(again).toMatchObject({ epoch: 3, recovering: 2 });
  expect(again.members["a"]).toEqual({ needs: false, enforces: true, epoch: 2 });
  expect([allEnforce(again), allEnforceNow(again)]).toEqual([true, false]);
  expect(allEnforceNow(enforcing(again, "a", true))).toBe(true);
});

test("who enforces needs what it needed before, and a member that was never there needs nothing", () => {
  expect(enforcing(both, "a", false).members["a"]).toMatchObject({ needs: true, enforces: false });
  expect(enforcing(both, "c", true).members["c"]).toMatchObject({ needs: false, enforces: true });
});
