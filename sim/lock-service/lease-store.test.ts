import { beforeEach, describe, expect, it } from "vitest";
import { LeaseStore } from "./lease-store.ts";

let store: LeaseStore<string>;
let told: string[];
/** Keys whose TTL will end, by ticket. */
let ending: Map<number, number>;

beforeEach(() => {
  told = [];
  ending = new Map();
  let tickets = 0;
  store = new LeaseStore<string>({
    endsAtUs: (ttlUs) => ttlUs,
    schedule: (_atUs, key) => {
      ending.set(++tickets, key);
      return tickets;
    },
    cancel: (ticket) => ending.delete(ticket),
    taken: (owner, revision) => told.push(`${owner} takes ${revision}`),
    freed: (owner, revision, cause) => told.push(`${owner} loses ${revision}: ${cause}`),
  });
});

/** Queues up and looks, as the etcd helper does; gives its key. */
function queue(owner: string): number {
  const { key = 0 } = store.perform(owner, { op: "enqueue", ttlUs: 9 });
  store.perform(owner, { op: "first" });
  return key;
}

const put = (owner: string, when: "always" | "absent" | "present" | "own" | "mine") =>
  store.perform(owner, { op: "put", key: 1, ttlUs: 5, when });

describe("a queue of keys", () => {
  it("is held by the owner of the lowest key, once it has looked", () => {
    store.perform("a", { op: "enqueue", ttlUs: 9 });
    expect([store.holder, told]).toEqual([undefined, []]);
    expect(store.perform("a", { op: "first" })).toEqual({ ok: true, key: 2, revision: 1 });
    queue("b");
    expect([store.holder, told]).toEqual(["a", ["a takes 1"]]);
  });

  it("is held by nobody while a key that a contender has left behind is the lowest", () => {
    const a = queue("a");
    queue("b");
    store.perform("a", { op: "delete", key: a, when: "always" });
    expect([store.holder, told]).toEqual([undefined, ["a takes 1", "a loses 1: released"]]);
    queue("c");
    expect(store.holder).toBeUndefined();
  });

  it("goes back to a late refresh of an older key, once its owner looks (facts/real-ctdb.md §4.1)", () => {
    const a = queue("a");
    store.expire(a);
    queue("b");
    store.perform("a", { op: "put", key: a, ttlUs: 9, when: "always" });
    store.perform("a", { op: "first" });
    expect(told).toEqual(["a takes 1", "a loses 1: expired", "b takes 2", "b loses 2: overwritten", "a takes 3"]);
  });

  it("keeps a grant that is renewed", () => {
    const a = queue("a");
    store.perform("a", { op: "put", key: a, ttlUs: 9, when: "always" });
    expect([told, [...ending.values()]]).toEqual([["a takes 1"], [a]]);
  });
});

describe("one key", () => {
  it("put by whoever likes overwrites a holder (the thread of 2016, fault one)", () => {
    put("a", "always");
    put("b", "always");
    expect(told).toEqual(["a takes 1", "a loses 1: overwritten", "b takes 2"]);
  });

  it("refreshed if it is there stays with whoever has it (fault two)", () => {
    put("a", "always");
    put("b", "always");
    expect(put("a", "present")).toEqual({ ok: true, key: 1 });
    expect(store.holder).toBe("b");
  });

  it("is created only if it is not there, and renewed only by its owner", () => {
    expect(put("a", "absent")).toEqual({ ok: true, key: 1, revision: 1 });
    expect(
      [put("b", "absent"), put("b", "own"), put("b", "mine"), put("a", "absent")].map(({ error }) => error),
    ).toEqual(["contended", "contended", "contended", "contended"]);
    expect(put("a", "own")).toEqual({ ok: true, key: 1, revision: 1 });
    store.expire(1);
    expect([put("a", "own"), put("a", "present")].map(({ error }) => error)).toEqual(["missing", "missing"]);
    expect(put("a", "mine")).toEqual({ ok: true, key: 1, revision: 2 });
  });

  it("is deleted under its name, or only by its owner", () => {
    put("a", "absent");
    expect(store.perform("b", { op: "delete", key: 1, when: "own" })).toEqual({ ok: false, error: "contended" });
    expect(store.perform("b", { op: "delete", key: 1, when: "always" })).toEqual({ ok: true, key: 1 });
    expect(store.perform("b", { op: "delete", key: 1, when: "always" })).toEqual({ ok: false, error: "missing" });
    expect([told.at(-1), ending.size]).toEqual(["a loses 1: overwritten", 0]);
  });

  it("can end before its time", () => {
    expect(store.endEarly()).toBeUndefined();
    put("a", "absent");
    expect([store.endEarly(), store.perform("a", { op: "get", key: 1 }).error]).toEqual([1, "missing"]);
  });
});
