import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fetchRecord, READONLY_FLAGS, RECORD_FLAG, type RecordCopy, type StorePlace, storeRecord } from "./index.ts";

const copy = (changes: Partial<RecordCopy> = {}): RecordCopy => ({
  rsn: 4,
  dmaster: 1,
  flags: 0,
  value: "",
  ...changes,
});
const at = (self: number, lmaster: number): StorePlace => ({ kind: "volatile", self, lmaster });
const { automatic, migratedWithData, vacuumMigrated, haveReadonly } = RECORD_FLAG;

const anyCopy = fc.record({
  rsn: fc.nat(100),
  dmaster: fc.nat(3),
  flags: fc.subarray(Object.values(RECORD_FLAG)).map((flags) => flags.reduce((all, flag) => all | flag, 0)),
  value: fc.constantFrom("", "a"),
});
const anyPlace = fc.record({
  kind: fc.constantFrom("volatile" as const, "persistent" as const, "replicated" as const),
  self: fc.nat(3),
  lmaster: fc.nat(3),
});

describe("a store by the daemon", () => {
  it("raises the rsn at the dmaster of a volatile record, and nowhere else", () => {
    expect(storeRecord(copy({ value: "a" }), at(1, 0)).copy?.rsn).toBe(5);
    expect(storeRecord(copy({ value: "a" }), at(0, 0)).copy?.rsn).toBe(4);
    expect(storeRecord(copy({ value: "a", flags: haveReadonly }), at(1, 0)).copy?.rsn).toBe(4);
    expect(storeRecord(copy({ value: "a" }), { ...at(1, 0), kind: "persistent" }).copy?.rsn).toBe(4);
  });

  it("a record that moves gains two there, and nothing at its lmaster (measured: 1 becomes 3)", () => {
    const arrived = storeRecord(copy({ rsn: 1, value: "a", flags: migratedWithData }), at(1, 0)).copy;
    const answered = arrived === null ? null : storeRecord(arrived, at(1, 0)).copy;
    expect(answered?.rsn).toBe(3);
    expect(storeRecord(copy({ rsn: 1, value: "a" }), at(0, 0)).copy?.rsn).toBe(1);
  });

  it.each([
    ["at its dmaster", copy(), at(1, 0), true],
    ["at its lmaster", copy(), at(0, 0), true],
    ["at neither", copy(), at(2, 0), false],
    ["that was elsewhere with data", copy({ flags: migratedWithData }), at(2, 0), true],
    ["that was only looked for", copy({ flags: automatic }), at(2, 0), true],
    ["that can be read elsewhere", copy({ flags: haveReadonly }), at(2, 0), true],
    ["that the vacuum brought home", copy({ dmaster: 0, flags: vacuumMigrated }), at(0, 0), false],
    ["that the vacuum moves on", copy({ dmaster: 1, flags: vacuumMigrated }), at(0, 0), true],
  ])("keeps or removes an empty record %s", (_what, record, place, isKept) => {
    expect(storeRecord(record, place).copy !== null).toBe(isKept);
  });

  it("hands what is empty at its dmaster, or was only looked for, to the vacuum", () => {
    expect(storeRecord(copy(), at(1, 0)).isForVacuum).toBe(true);
    expect(storeRecord(copy({ flags: automatic }), at(2, 0)).isForVacuum).toBe(true);
    expect(storeRecord(copy({ flags: migratedWithData }), at(2, 0)).isForVacuum).toBe(false);
  });

  it("never loses a value, never lowers an rsn, never writes what is only passing", () => {
    fc.assert(
      fc.property(anyCopy, anyPlace, (record, place) => {
        const stored = storeRecord(record, place).copy;
        if (record.value !== "" || (record.flags & READONLY_FLAGS) !== 0) expect(stored).not.toBeNull();
        if (stored === null) return;
        expect(stored.value).toBe(record.value);
        expect([0, 1]).toContain(stored.rsn - record.rsn);
        expect(stored.flags & (automatic | vacuumMigrated)).toBe(0);
      }),
    );
  });
});

describe("a fetch", () => {
  it("finds what is there, and points to the lmaster where nothing is", () => {
    expect(fetchRecord(copy({ value: "a" }), 2)).toEqual(copy({ value: "a" }));
    expect(fetchRecord(undefined, 2)).toEqual({ rsn: 0, dmaster: 2, flags: automatic, value: "" });
  });
});
