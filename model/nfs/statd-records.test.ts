import { describe, expect, test } from "vitest";
import { noticesFor, StatdRecords } from "./statd-records.ts";

test("a client is on record for every address that its server serves", () => {
  const records = new StatdRecords("shared-directory");
  records.note(0, ["a", "b"], 7, true);
  records.note(0, ["b"], 7, false);
  expect([records.clientsOf("a"), records.clientsOf("b")]).toEqual([[7], []]);
});

test("what waits in a queue is seen by all after a monitor event, for addresses still served, and dies with its node", () => {
  const records = new StatdRecords("database");
  records.note(0, ["a", "b"], 7, true);
  expect(records.clientsOf("a")).toEqual([]);
  records.update(0, ["b"]);
  expect([records.clientsOf("a"), records.clientsOf("b")]).toEqual([[], [7]]);
  records.note(0, ["a"], 8, true);
  records.lose(0);
  records.update(0, ["a"]);
  expect(records.clientsOf("a")).toEqual([]);
});

test("records are removed before their clients are notified", () => {
  const records = new StatdRecords("shared-directory");
  records.note(0, ["a"], 7, true);
  expect(records.take("a")).toEqual([7]);
  records.note(1, ["a"], 7, true);
  expect(records.clientsOf("a")).toEqual([7]);
});

describe("numbers of notices", () => {
  const told = (rises: boolean, own = false): number[] => {
    const records = new StatdRecords("shared-directory");
    const states = (state: number, notices: "up" | "raised-in-loop", clients = [7]): readonly number[] =>
      records.number("a", clients, { design: { notices }, state, rises, own }).flatMap((one) => one.states);
    return [states(100, "up"), states(98, "up"), states(100, "raised-in-loop", [7, 8]), states(90, "up")].flat();
  };

  test("are the clock's, whatever was told before", () => {
    expect(told(false)).toEqual([101, 99, 100, 101, 101, 102, 91]);
  });

  test("begin above all that was told of the address, with an even one", () => {
    expect(told(true)).toEqual([101, 103, 104, 105, 105, 106, 109]);
  });

  test("of statd itself go with another name", () => {
    expect(told(true, true)).toEqual([101, 99, 100, 101, 101, 102, 91]);
  });
});

test("a state is odd: up", () => {
  expect(noticesFor({ notices: "up" }, [1, 2], 100)).toEqual([
    { client: 1, states: [101] },
    { client: 2, states: [101] },
  ]);
});

test("the script of 2012 tells every second client last that its server is shut down", () => {
  const last = noticesFor({ notices: "raised-in-loop" }, [1, 2, 3], 100).map(({ states }) => states.at(-1));
  expect(last.map((state) => (state ?? 0) % 2)).toEqual([1, 0, 1]);
});
