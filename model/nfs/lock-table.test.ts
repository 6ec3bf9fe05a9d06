import { describe, expect, test } from "vitest";
import { LockTable } from "./lock-table.ts";

type Policy = "drop" | "hold" | "remember";

/** Nodes 0, 1 and 2; client 1 holds the lock through node 0. */
function held(fileSystem: Policy, otherUsers: "free" | "bound" = "free"): LockTable {
  const table = new LockTable({ fileSystem, otherUsers });
  for (const node of [0, 1, 2]) table.join(node);
  expect(ask(table, 1, 0)).toBe("granted");
  return table;
}

const ask = (table: LockTable, client: number, node: number, reclaim = false, isServer = true) =>
  table.lock({ file: "f", client, node, reclaim, isServer });

describe("a lock", () => {
  test("is one client's, whoever asks on its behalf, until it gives it back", () => {
    const table = held("drop");
    expect(ask(table, 2, 1)).toBe("conflict");
    expect(ask(table, 1, 2)).toBe("granted");
    expect(table.unlock("f", 1, 0)).toBe(false);
    expect(table.unlock("f", 1, 2)).toBe(true);
    expect(table.versionOf("f")).toBe(1);
    expect(ask(table, 2, 1)).toBe("granted");
  });

  test("of a node that is gone is nobody's until it is dropped", () => {
    const table = held("drop");
    table.lose(0);
    expect(ask(table, 2, 1)).toBe("recovering");
    expect(ask(table, 1, 2, true)).toBe("recovering");
    expect(table.free(0)).toMatchObject([{ client: 1, node: 0 }]);
    expect(ask(table, 2, 1)).toBe("granted");
  });

  test("is dropped at the latest when its node mounts the file system anew", () => {
    const table = held("drop");
    table.lose(0);
    expect(ask(table, 2, 0)).toBe("conflict");
    expect(table.join(0)).toHaveLength(1);
    expect(ask(table, 2, 1)).toBe("granted");
  });
});

test("held locks stand until every node that is there enforces a grace", () => {
  const table = held("hold");
  table.lose(0);
  expect(table.orphanedNodes).toEqual([0]);
  table.setEnforcing(1, true);
  expect(table.isEnforcedByAll).toBe(false);
  table.setEnforcing(2, true);
  expect(table.isEnforcedByAll).toBe(true);
  expect(table.join(0)).toEqual([]);
  expect(table.free(0)).toHaveLength(1);
});

test("what a server that lives lets go of stands as the locks of a dead node do", () => {
  const table = held("hold");
  table.leave(0, ["another"]);
  expect(table.orphanedNodes).toEqual([]);
  table.leave(0, ["f"]);
  expect(table.orphanedNodes).toEqual([0]);
  expect(ask(table, 2, 1)).toBe("recovering");
  expect(table.free(0)).toMatchObject([{ client: 1, node: 0 }]);
  expect(ask(table, 2, 1)).toBe("granted");
});

describe("remembered locks", () => {
  test("are given back to who had them, and to nobody else: smbd neither", () => {
    const table = held("remember");
    table.lose(0);
    expect(table.free(0)).toEqual([]);
    expect(ask(table, 2, 1)).toBe("conflict");
    expect(ask(table, 3, 1, false, false)).toBe("conflict");
    expect(ask(table, 1, 2)).toBe("conflict");
    expect(ask(table, 1, 2, true)).toBe("granted");
  });

  test("outlive a server that lets go of an address", () => {
    const table = held("remember");
    expect(table.surrender(0, ["f"])).toEqual([]);
    expect(ask(table, 2, 1)).toBe("conflict");
    expect(ask(table, 1, 2, true)).toBe("granted");
  });
});

test("a server that lets go drops what it holds, all or some", () => {
  const table = held("drop");
  expect(table.surrender(0, ["other"])).toEqual([]);
  expect(table.surrender(0)).toHaveLength(1);
  expect(ask(table, 2, 1)).toBe("granted");
});

test("what smbd holds is none of a server's business", () => {
  const table = held("drop");
  expect(table.lock({ file: "g", client: 3, node: 0, reclaim: false, isServer: false })).toBe("granted");
  expect(table.surrender(0).map(({ file }) => file)).toEqual(["f"]);
});

test("other users wait for a grace only where they are bound", () => {
  for (const [otherUsers, answer] of [["free", "granted"] as const, ["bound", "conflict"] as const]) {
    const table = new LockTable({ fileSystem: "drop", otherUsers });
    table.join(0);
    table.setEnforcing(0, true);
    expect(ask(table, 1, 0, false, false)).toBe(answer);
  }
});

test("a shared grace is lifted when nobody needs it; what a server needed that is gone counts until another prepares for it", () => {
  const table = held("hold");
  table.setNeeding(0, true);
  table.setNeeding(1, true);
  table.setNeeding(1, false);
  expect(table.isLifted).toBe(false);
  table.lose(0);
  expect(table.isLifted).toBe(false);
  table.setNeeding(1, true);
  table.setNeeding(1, false);
  expect(table.isLifted).toBe(true);
});

test("a server that is stopped needs a grace until another one prepares", () => {
  const table = held("hold");
  table.setNeeding(0, true, true);
  table.setNeeding(2, false);
  expect(table.isLifted).toBe(false);
  table.setNeeding(2, true);
  table.setNeeding(2, false);
  expect(table.isLifted).toBe(true);
});
