import { expect, test } from "vitest";
import { shutdownIsAskedFor } from "./shutdown-is-asked-for.ts";
import { booted, judged, type Line } from "./written-trace.ts";

const goes: Line = [20, 1, { type: "runstate-changed", runState: "shutdown" }];
const told: Line = [19, 1, { type: "admin-command", command: "shutdown" }];

test("holds when an administrator has said so", () => {
  expect(judged(shutdownIsAskedFor, [...booted(), told, goes], { endS: 60 }).verdict).toBe("holds");
});

test("is violated by a node that goes by itself, unless settings differ", () => {
  expect(judged(shutdownIsAskedFor, [...booted(), goes], { endS: 60 })).toMatchObject({ atUs: 20_000_000, hosts: [1] });
  const setting = { lockSettings: ["/a", "/b", "/a"] };
  expect(judged(shutdownIsAskedFor, [...booted(), goes], { endS: 60, setting }).verdict).toBe("not-applicable");
});
