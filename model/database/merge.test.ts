import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../words/index.ts";
import {
  byRecovery,
  bySequence,
  fullCopySource,
  lmasterOf,
  mergeCopies,
  mergeParallel,
  mergeSerial,
  pushedCopies,
  pushedCopy,
  RECORD_FLAG,
  type RecordCopy,
} from "./index.ts";

const leader = 0;
const copy = (rsn: number, dmaster: number, value = `${rsn}/${dmaster}`): RecordCopy => ({
  rsn,
  dmaster,
  flags: 0,
  value,
});

describe("copies that a recovery pulls", () => {
  it("the higher rsn wins, whoever was pulled first", () => {
    const either = fc.constantFrom(mergeParallel, mergeSerial);
    fc.assert(
      fc.property(either, fc.uniqueArray(fc.nat(9), { minLength: 2, maxLength: 4 }), (rule, numbers) => {
        const all = numbers.map((rsn, node) => ({ k: copy(rsn, node) }));
        const merged = all.reduce<Record<string, RecordCopy>>((held, one) => mergeCopies(held, one, leader, rule), {});
        expect(merged["k"]?.rsn).toBe(Math.max(...numbers));
      }),
    );
  });

  it("between equals the earlier one stays, unless it names the leader; of old it is the other way round", () => {
    const [ofLeader, ofOther] = [copy(5, leader, "x"), copy(5, 1, "y")];
    expect(mergeParallel(ofLeader, ofOther, leader)).toBe(true);
    expect(mergeParallel(ofOther, ofLeader, leader)).toBe(false);
    expect(mergeSerial(ofLeader, ofOther, leader)).toBe(false);
    expect(mergeSerial(ofOther, ofLeader, leader)).toBe(true);
  });

  it("of full copies the one with the highest sequence number is taken, the first of equals", () => {
    const copies = [
      { pnn: 2, sequence: 7, committedIn: 3 },
      { pnn: 0, sequence: 8, committedIn: 1 },
      { pnn: 1, sequence: 8, committedIn: 2 },
    ];
    expect(fullCopySource([], bySequence)).toBeUndefined();
    expect(fullCopySource(copies, bySequence)).toBe(0);
    expect(fullCopySource(copies, byRecovery)).toBe(2);
    expect(fullCopySource(copies.slice(1), byRecovery)).toBe(1);
  });
});

describe("what is pushed", () => {
  it("belongs to the leader, has been elsewhere with data, and can be read nowhere else", () => {
    const flags = RECORD_FLAG.haveDelegations;
    expect(pushedCopy({ ...copy(5, 1), flags }, leader, "volatile")).toEqual({
      ...copy(5, 1),
      dmaster: leader,
      flags: RECORD_FLAG.migratedWithData,
    });
    expect(pushedCopy({ ...copy(5, 1), flags }, leader, "persistent")).toEqual(copy(5, 1));
  });

  it("is no deleted record, unless it is asked for", () => {
    const merged = { deleted: copy(5, 1, ""), there: copy(5, 1) };
    expect(Object.keys(pushedCopies(merged, leader, "volatile"))).toEqual(["there"]);
    expect(Object.keys(pushedCopies(merged, leader, "persistent"))).toEqual(["there"]);
    expect(Object.keys(pushedCopies(merged, leader, "volatile", true))).toEqual(["deleted", "there"]);
  });
});

describe("the lmaster of a key", () => {
  it("is one of the map, the same for everybody, and not the same for every key", () => {
    const map = [2, 0, 5];
    const keys = Array.from({ length: 60 }, (_, index) => `key${index}`);
    const nodes = new Set(keys.map((key) => lmasterOf(map, key)));
    expect([...nodes].sort()).toEqual([0, 2, 5]);
    expect(lmasterOf([], "key")).toBe(UNKNOWN);
  });
});
