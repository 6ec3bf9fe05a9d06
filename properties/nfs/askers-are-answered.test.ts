import { describe, expect, test } from "vitest";
import { gaveUp, grace, locked, nfs, served } from "../written-locks.ts";
import { judged, type Line } from "../written-trace.ts";
import { askersAreAnswered } from "./askers-are-answered.ts";

/** Client 0, whose address is served by node 0, asks from 30 s on; the others not before the trace is over. */
const users = nfs.users.map((user, client) => ({ ...user, atUs: client === 0 ? 30_000_000 : 900_000_000 }));
const refused = (atS: number, why: "denied" | "grace" | "later" | "wrong-address"): Line => [
  atS,
  -1,
  { type: "file-lock-refused", client: 0, file: "f", why },
];
const verdict = (...lines: readonly Line[]): string =>
  judged(askersAreAnswered, [...served, ...lines], { endS: 250, setting: { nfs: { ...nfs, users } } }).verdict;

describe("askers-are-answered", () => {
  test("holds when one is told that he has it, that somebody else does, or that he asks in vain", () => {
    expect(verdict(...locked(40, 0, 0))).toBe("holds");
    expect(verdict(refused(40, "denied"))).toBe("holds");
    const elsewhere = { ...nfs, users, exports: { f: "a1" } };
    const wrong = [...served, refused(40, "wrong-address")];
    expect(judged(askersAreAnswered, wrong, { endS: 250, setting: { nfs: elsewhere } }).verdict).toBe("holds");
  });

  test("is violated by silence, also after a grace, and by that of who is asked once more", () => {
    expect(verdict()).toBe("violated");
    expect(verdict(refused(40, "later"))).toBe("violated");
    expect(verdict(refused(40, "wrong-address"))).toBe("violated");
    expect(verdict(grace(20, 0, true), refused(40, "grace"), grace(50, 0, false))).toBe("violated");
    expect(verdict(...locked(40, 0, 0), gaveUp(45, 0, "unlocked"))).toBe("violated");
  });

  test("does not count in a grace, while nobody serves his address, or while something is done to the cluster", () => {
    expect(verdict(grace(20, 0, true), refused(40, "grace"))).toBe("holds");
    expect(verdict([35, 0, { type: "address-removed", address: "a0" }])).toBe("holds");
    expect(verdict([35, 0, { type: "host-paused" }])).toBe("holds");
  });

  test("waits for a file system that holds what a dead node had until all servers are in grace", () => {
    const holding = { nfs: { ...nfs, users, grace: "fs-hold-timers" as const } };
    const dies: Line = [35, 2, { type: "host-crashed" }];
    const held = (...lines: readonly Line[]): string =>
      judged(askersAreAnswered, [...served, dies, refused(40, "later"), ...lines], { endS: 250, setting: holding })
        .verdict;
    expect(held()).toBe("holds");
    expect(held(grace(60, 0, true), grace(70, 0, false))).toBe("holds");
    const both = [60, 70].flatMap((atS) => [0, 1].map((host) => grace(atS, host, atS === 60)));
    expect(held(...both)).toBe("violated");
  });

  test("who has lost his lock asks for no other", () => {
    expect(verdict(...locked(40, 0, 0), gaveUp(45, 0, "reclaim-refused"))).toBe("holds");
  });
});
