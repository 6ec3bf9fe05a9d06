import { beforeEach, describe, expect, it } from "vitest";
import { type IoCall, type IoResult, type Observation, standardModel } from "../../model/index.ts";
import { scripted } from "../choices/index.ts";
import { quietCluster } from "../quiet-cluster.ts";
import { assemble } from "./assemble.ts";
import { boot } from "./hosts.ts";
import type { Host, Process } from "./process.ts";
import { end, spawn } from "./processes.ts";
import { LockStorage, type PendingCall } from "./storage.ts";
import type { World } from "./world.ts";

const open: IoCall = { call: "open", create: true };
const lock: IoCall = { call: "lock", byte: 0, wait: false };
const lockWaiting: IoCall = { call: "lock", byte: 1, wait: true };
const close: IoCall = { call: "close" };

let world: World;
let storage: LockStorage;
/** Calls that the storage wants to be performed, or performed again. */
let due: PendingCall[];
let seen: Observation[];

beforeEach(() => {
  ({ world } = assemble(quietCluster(), standardModel(), scripted([])));
  for (const host of world.hosts) boot(world, host);
  due = [];
  seen = [];
  storage = new LockStorage({
    nodes: 3,
    emit: (_host, observation) => seen.push(observation),
    schedule: (pending) => due.push(pending),
  });
  // The kernel of a host releases what its processes hold.
  world.storage = storage;
});

const host = (pnn: number): Host => world.host(pnn);
const helper = (pnn: number, program: "lock-helper" | "lock-probe" = "lock-helper"): Process =>
  spawn(world, host(pnn), program, null, 1);

/** The result of a system call; "blocked" while it does not return. */
function call(process: Process, what: IoCall): IoResult | "blocked" {
  storage.begin(process, undefined as never, what);
  return performDue() ?? "blocked";
}

function performDue(): IoResult | undefined {
  const pending = due.shift();
  if (pending === undefined) throw new Error("nothing is due");
  const result = storage.perform(pending);
  if (result !== undefined) pending.process.blocked = null;
  return result;
}

const types = (): string[] => seen.map(({ type }) => type);

describe("a lock", () => {
  it("is held by one process; the next one finds it contended, on another host and on the same", () => {
    const [holder, rival, neighbour] = [helper(0), helper(1), helper(0, "lock-probe")];
    for (const process of [holder, rival, neighbour]) expect(call(process, open)).toEqual({ ok: true, object: 1 });
    expect(call(holder, lock)).toEqual({ ok: true, object: 1 });
    expect(call(rival, lock)).toEqual({ ok: false, error: "contended" });
    expect(call(neighbour, lock)).toEqual({ ok: false, error: "contended" });
    expect([holder, rival, neighbour].map((process) => storage.holds(process))).toEqual([true, false, false]);
    expect(types()).toEqual(["lock-object-changed", "lock-taken"]);
  });

  it("belongs to one byte: the other can be locked by somebody else", () => {
    const [holder, child] = [helper(0), helper(1)];
    for (const process of [holder, child]) call(process, open);
    call(holder, lock);
    expect(call(child, lockWaiting)).toEqual({ ok: true, object: 1 });
    expect(types()).not.toContain("lock-freed");
  });

  it("goes with its process, whatever ends that", () => {
    const holder = helper(0);
    call(holder, open);
    call(holder, lock);
    end(world, holder, "killed");
    expect(seen.at(-1)).toEqual({ type: "lock-freed", pid: holder.pid, object: 1, cause: "exit" });
    const next = helper(1);
    call(next, open);
    expect(call(next, lock)).toEqual({ ok: true, object: 1 });
  });

  it("goes when its process closes the file: any of its descriptors does, as POSIX has it", () => {
    const holder = helper(0);
    call(holder, open);
    call(holder, lock);
    expect(call(holder, close)).toEqual({ ok: true });
    expect(storage.holds(holder)).toBe(false);
  });

  it("taken by a probe is marked as such", () => {
    const probe = helper(2, "lock-probe");
    call(probe, open);
    call(probe, lock);
    expect(seen.at(-1)).toMatchObject({ type: "lock-taken", probe: true });
  });
});

describe("a waiter", () => {
  it("blocks, and gets the lock when its holder goes; the one after it waits on", () => {
    const [holder, first, second] = [helper(0), helper(1), helper(2)];
    for (const process of [holder, first, second]) call(process, open);
    call(holder, lockWaiting);
    expect(call(first, lockWaiting)).toBe("blocked");
    expect(call(second, lockWaiting)).toBe("blocked");
    expect(first.blocked).not.toBeNull();
    end(world, holder, "exit");
    expect(due.map(({ process }) => process)).toEqual([first]);
    expect(performDue()).toEqual({ ok: true, object: 1 });
    expect(due).toEqual([]);
  });

  it("that is gone is not served", () => {
    const [holder, first, second] = [helper(0), helper(1), helper(2)];
    for (const process of [holder, first, second]) call(process, open);
    call(holder, lockWaiting);
    call(first, lockWaiting);
    call(second, lockWaiting);
    end(world, first, "killed");
    end(world, holder, "exit");
    expect(due.map(({ process }) => process)).toEqual([second]);
  });
});

describe("the identity of the lock file", () => {
  it("is 1 for the first that is created, and another for every new one", () => {
    const process = helper(0);
    expect(call(process, { call: "open", create: false })).toEqual({ ok: false, error: "missing" });
    expect(call(process, open)).toEqual({ ok: true, object: 1 });
    storage.replaceFile();
    expect(call(process, open)).toEqual({ ok: true, object: 2 });
    storage.removeFile();
    expect(call(process, { call: "open", create: false })).toEqual({ ok: false, error: "missing" });
    expect(call(process, open)).toEqual({ ok: true, object: 3 });
  });

  it("decides who contends: a replaced file can be locked while its predecessor still is", () => {
    const [holder, rival] = [helper(0), helper(1)];
    call(holder, open);
    call(holder, lock);
    storage.replaceFile();
    call(rival, open);
    expect(call(rival, lock)).toEqual({ ok: true, object: 2 });
    expect(storage.holds(holder) && storage.holds(rival)).toBe(true);
  });

  it("is not to be had while the directory is gone; a lock that is held stays", () => {
    const holder = helper(0);
    call(holder, open);
    call(holder, lock);
    storage.setDirectoryGone(true);
    storage.setDirectoryGone(true);
    storage.setDirectoryGone(false);
    expect(call(helper(1), open)).toEqual({ ok: false, error: "missing" });
    storage.setDirectoryGone(false);
    expect(call(helper(1), open)).toEqual({ ok: true, object: 1 });
    expect(storage.holds(holder)).toBe(true);
  });
});

describe("a storage that", () => {
  it("hangs on one host blocks every call there until the last hang ends", () => {
    storage.setHung(host(0), true);
    storage.setHung(host(0), true);
    expect(call(helper(0), open)).toBe("blocked");
    expect(call(helper(1), open)).toEqual({ ok: true, object: 1 });
    storage.setHung(host(0), false);
    expect(due).toEqual([]);
    storage.setHung(host(0), false);
    expect(performDue()).toEqual({ ok: true, object: 1 });
  });

  it("hangs does not lose the locks that are held", () => {
    const holder = helper(0);
    call(holder, open);
    call(holder, lock);
    storage.setHung(host(0), true);
    expect(storage.holds(holder)).toBe(true);
    expect(types()).toContain("storage-changed");
  });

  it("fails on one host answers there with an error; closing still works", () => {
    const holder = helper(0);
    call(holder, open);
    call(holder, lock);
    storage.setFailing(host(0), true);
    expect(call(helper(0), open)).toEqual({ ok: false, error: "failed" });
    expect(call(holder, lockWaiting)).toEqual({ ok: false, error: "failed" });
    expect(call(holder, close)).toEqual({ ok: true });
    storage.setFailing(host(0), false);
    expect(call(helper(0), open)).toEqual({ ok: true, object: 1 });
  });
});
