import { expect, it } from "vitest";
import type { Observation } from "../../model/index.ts";
import { say } from "./phrases.ts";

it("who is blamed is told with the reason in words, and what it adds up to", () => {
  const blame = (reason: string, count: number): Observation => ({
    type: "credit-assigned",
    culprit: 3,
    reason,
    count,
  });
  const told = (event: Observation): string => say({ ...event, atUs: 0, host: 0 });
  expect(told(blame("map size", 1))).toBe("blames node 3: the map has the wrong size (1 credit against it)");
  expect(told(blame("did not answer", 2))).toBe("blames node 3: did not answer (2 credits against it)");
});
