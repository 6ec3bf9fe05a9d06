import { expect, test } from "vitest";
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

test("the next state of an address is even, and above all that its clients were told", () => {
  const records = new StatdRecords("shared-directory");
  records.noteTold("a", [101]);
  records.noteTold("a", [99]);
  records.noteTold("b", [101, 102]);
  expect([records.stateAbove("a"), records.stateAbove("b")]).toEqual([102, 104]);
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
