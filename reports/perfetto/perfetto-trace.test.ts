import { beforeAll, describe, expect, it } from "vitest";
import { nasty, nastyTexts, sampleStory } from "../../tools/sample-story.ts";
import type { FailureStory } from "../index.ts";
import { perfettoTrace } from "./index.ts";
import type { TraceRecord } from "./trace-record.ts";

let story: FailureStory;
beforeAll(async () => {
  story = await sampleStory("lock-file-replaced");
});

const recordsOf = (told: FailureStory): readonly TraceRecord[] =>
  (JSON.parse(perfettoTrace(told)) as { traceEvents: TraceRecord[] }).traceEvents;

const countOf = (records: readonly TraceRecord[], ph: TraceRecord["ph"]): number =>
  records.filter((record) => record.ph === ph).length;

/** Slices nest and end, flows pair up, times do not run back. */
function check(records: readonly TraceRecord[]): void {
  const times = records.flatMap(({ ts, dur = 0 }) => [ts, dur]);
  expect(times.filter((time) => !Number.isSafeInteger(time) || time < 0)).toEqual([]);
  expect(records.map(({ ts }) => ts)).toEqual(records.map(({ ts }) => ts).sort((a, b) => a - b));
  const depths = new Map<string, number>();
  const open = new Map<string, number>();
  for (const { ph, pid, tid, ts, cat, id } of records) {
    const thread = `${pid} ${tid}`;
    const depth = (depths.get(thread) ?? 0) + (ph === "B" ? 1 : ph === "E" ? -1 : 0);
    if (depth < 0) expect.fail(`thread ${thread} ends a slice that it has not begun`);
    depths.set(thread, depth);
    if ("bs".includes(ph)) open.set(`${cat} ${id}`, ts);
    if ("ef".includes(ph) && !open.delete(`${cat} ${id}`)) expect.fail(`${cat} ${id} ends and has not begun`);
  }
  expect([...depths.values()].filter((depth) => depth !== 0)).toEqual([]);
  expect([...open]).toEqual([]);
}

describe("trace.perfetto.json", () => {
  it("is a trace whose slices nest, whose flows pair up, whose times do not run back", () => {
    const records = recordsOf(story);
    check(records);
    expect(countOf(records, "B")).toBeGreaterThan(100);
    expect(countOf(records, "s")).toBe(countOf(records, "f"));
    const packets = story.packets.slice(0, 100);
    expect(countOf(recordsOf({ ...story, packets }), "s")).toBe(100);
  });

  it("shows hosts, faults, who holds the lock, how many lead, and the violation", () => {
    const records = recordsOf(story);
    const names = (what: (record: TraceRecord) => boolean): unknown[] =>
      records.filter(what).map(({ name, args, ts }) => (args === undefined ? [name, ts] : [name, args]));
    expect(names(({ name }) => name === "process_name").map((one) => JSON.stringify(one))).toEqual([
      '["process_name",{"name":"faults"}]',
      '["process_name",{"name":"cluster"}]',
      ...[0, 1, 2].map((pnn) => `["process_name",{"name":"node ${pnn}"}]`),
    ]);
    expect(names(({ ph, cat }) => ph === "b" && cat === "fault")).toHaveLength(2);
    expect(records.filter(({ ph, cat }) => ph === "b" && cat === "lock").length).toBeGreaterThan(1);
    expect(names(({ ph }) => ph === "i")).toEqual([["violated: one-lock-holder", expect.any(Number)]]);
    const holders = records.flatMap(({ name, args }) =>
      name === "lock holders" ? [Number(args?.["lock holders"])] : [],
    );
    expect(Math.max(...holders)).toBe(2);
  });

  it("without a look inside still shows what the trace tells", () => {
    const records = recordsOf({ ...story, states: [], packets: [] });
    check(records);
    expect(countOf(records, "B")).toBe(0);
    expect(countOf(records, "b")).toBeGreaterThan(4);
  });

  it("keeps the packets nearest to the violation of very many", () => {
    const packets = Array.from({ length: 30_000 }, (_, index) => {
      return { from: 0, to: 1, name: "X", sentUs: index * 2000, arrivedUs: index * 2000 + 500 };
    });
    const records = recordsOf({ ...story, packets });
    check(records);
    expect(countOf(records, "s")).toBeGreaterThan(2_900);
    expect(countOf(records, "s")).toBeLessThanOrEqual(3_000);
  });

  it.each(nastyTexts)("is a trace with %j in it", (hostile) => {
    const told = nasty({ ...story, states: [], packets: [] }, hostile);
    check(recordsOf(told));
    expect(perfettoTrace(told)).not.toMatch(/[\u202e\u2028]/);
  });
});
