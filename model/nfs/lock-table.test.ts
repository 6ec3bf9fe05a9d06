import { describe, expect, test } from "vitest";
import { LockTable } from "./lock-table.ts";

type Policy = "drop" | "hold" | "remember" | "by-manager" | "one-at-a-time";

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

  test("are given back by their owner through whoever serves him now", () => {
    const table = held("remember");
    table.lose(0);
    expect(table.unlock("f", 2, 1)).toBe(false);
    expect(table.unlock("f", 1, 1)).toBe(true);
    expect(ask(table, 2, 1)).toBe("granted");
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

test("what a server needed that served nothing is gone with it: nobody would prepare for that", () => {
  const table = held("hold");
  table.setNeeding(0, true);
  table.lose(0, false);
  expect(table.isLifted).toBe(true);
});

test("so does what a server needed whose host is there again: the new one will never say that it is over", () => {
  const table = held("hold");
  table.setNeeding(0, true);
  table.lose(0);
  table.join(0);
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

test("a server that goes on where its node has left the cluster needs a grace until another one prepares", () => {
  const table = held("hold");
  table.leaveGrace(2);
  table.setNeeding(0, true);
  table.leaveGrace(0);
  expect(table.isLifted).toBe(false);
  table.setNeeding(2, true);
  table.setNeeding(2, false);
  expect(table.isLifted).toBe(true);
});

describe("where one node mounts a file system at a time", () => {
  const isThere = (file: string): boolean => file === "f";

  test("a lock is in the memory of its node, and another node does not know of it", () => {
    const table = held("one-at-a-time");
    expect(ask(table, 2, 0)).toBe("conflict");
    expect(ask(table, 2, 1)).toBe("granted");
    expect(table.unlock("f", 1, 1)).toBe(false);
    expect(table.unlock("f", 1, 0)).toBe(true);
    expect([table.isHeldBy(1, "f"), table.isHeldBy(2, "f"), table.isHeldBy(2, "g")]).toEqual([false, true, false]);
    expect(ask(table, 3, 0)).toBe("granted");
    expect(ask(table, 3, 1)).toBe("conflict");
  });

  test("it goes with its node", () => {
    const table = held("one-at-a-time");
    table.lose(0);
    expect(table.free(0)).toMatchObject([{ client: 1, node: 0 }]);
    table.join(0);
    expect(ask(table, 2, 0)).toBe("granted");
  });

  test("it ends with the lease of its client, at its node alone", () => {
    const table = held("one-at-a-time");
    expect(ask(table, 1, 1)).toBe("granted");
    expect(table.expire(0, ["f"])).toHaveLength(1);
    expect(ask(table, 2, 0)).toBe("granted");
    expect(ask(table, 2, 1)).toBe("conflict");
  });

  test("what lockd has locked keeps it mounted, what local processes have does not", () => {
    const table = held("one-at-a-time");
    expect(table.lock({ file: "g", client: 3, node: 0, reclaim: false, isServer: false })).toBe("granted");
    expect(table.unmount(0, isThere)).toMatchObject([{ file: "f", client: 1 }]);
    expect(ask(table, 2, 0)).toBe("conflict");
    expect(table.surrender(0)).toHaveLength(1);
    expect(table.unmount(0, () => true)).toEqual([]);
    expect(table.lock({ file: "g", client: 4, node: 0, reclaim: false, isServer: true })).toBe("granted");
  });

  test("what is locked of another file system is none of its business", () => {
    const table = held("one-at-a-time");
    expect(table.unmount(0, (file) => file === "g")).toEqual([]);
    expect(ask(table, 2, 0)).toBe("conflict");
  });
});

describe("locks of lock managers", () => {
  const asks = (table: LockTable, client: number, node: number, manager: string, reclaim = false) =>
    table.lock({ file: "f", client, node, reclaim, isServer: true, manager });

  /** Client 1 holds the lock through node 0, by address a. */
  function managed(): LockTable {
    const table = new LockTable({ fileSystem: "by-manager", otherUsers: "bound" });
    for (const node of [0, 1, 2]) table.join(node);
    expect(asks(table, 1, 0, "a")).toBe("granted");
    return table;
  }

  test("are kept when it is shut down, and given back to the same client by the same name alone", () => {
    const table = managed();
    expect(table.shutManagerDown(0, "b")).toEqual([]);
    expect(table.shutManagerDown(0, "a")).toMatchObject([{ client: 1, manager: "a" }]);
    expect(table.unlock("f", 1, 0, "b")).toBe(false);
    expect(asks(table, 2, 1, "b")).toBe("conflict");
    expect(asks(table, 2, 2, "a", true)).toBe("conflict");
    expect(asks(table, 1, 2, "b", true)).toBe("conflict");
    expect(ask(table, 3, 1, false, false)).toBe("conflict");
    expect(asks(table, 1, 2, "a", true)).toBe("granted");
    expect(table.endManagerGrace("a")).toEqual([]);
  });

  test("do not conflict with what their own client asks for", () => {
    const table = managed();
    table.shutManagerDown(0, "a");
    expect(asks(table, 1, 2, "a")).toBe("granted");
  });

  test("are given back by their client under their name, before it reclaims them", () => {
    const table = managed();
    table.shutManagerDown(0, "a");
    expect(table.unlock("f", 1, 2, "a")).toBe(true);
    expect(asks(table, 2, 1, "b")).toBe("granted");
  });

  test("are kept when its node is gone; what nobody has reclaimed when the grace ends is free", () => {
    const table = managed();
    expect(table.lose(0)).toHaveLength(1);
    expect(table.join(0)).toEqual([]);
    expect(table.endManagerGrace("b")).toEqual([]);
    expect(table.endManagerGrace("a")).toHaveLength(1);
    expect(asks(table, 1, 2, "a", true)).toBe("conflict");
    expect(asks(table, 2, 1, "b")).toBe("granted");
  });

  test("of one that was never shut down are to be reclaimed when the next of its name starts elsewhere", () => {
    const table = managed();
    expect(table.startManager(0, "a")).toEqual([]);
    expect(table.startManager(2, "a")).toMatchObject([{ client: 1, node: 0 }]);
  });

  test("are no others: what smbd holds goes with its node", () => {
    const table = managed();
    expect(table.lock({ file: "g", client: 3, node: 0, reclaim: false, isServer: false })).toBe("granted");
    expect(table.lose(0).map(({ file }) => file)).toEqual(["f"]);
    expect(table.free(0).map(({ file }) => file)).toEqual(["g"]);
  });
});
