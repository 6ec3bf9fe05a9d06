import { expect, it } from "vitest";
import { toMermaid } from "./mermaid.ts";
import { listNames } from "./names.ts";
import { procedure } from "./procedure.ts";
import type { AnyChart } from "./tree.ts";
import { toXStateJson } from "./xstate-json.ts";

const chart: AnyChart = {
  id: "lock",
  sentence: "takes a lock",
  source: "made up",
  guards: { isFree: { sentence: "nobody holds it", test: () => true } },
  actions: {
    ask: { sentence: "asks", effect: () => "ask" },
    "note: it": { sentence: "notes", change: () => {} },
  },
  delays: { patience: { sentence: "waits", us: () => 10_000 } },
  initial: "idle",
  on: { STOP: { target: "gone" } },
  states: {
    idle: { sentence: "does nothing", on: { GO: { guard: "isFree", target: "busy", actions: ["ask", "note: it"] } } },
    busy: {
      initial: "asking",
      states: { asking: { until: "isFree", entry: "ask", after: { patience: { target: "asking", reenter: true } } } },
      always: { guard: "isFree", target: "gone" },
    },
    gone: { type: "final" },
  },
};

it("draws a diagram", () => {
  expect(toMermaid(chart)).toBe(`stateDiagram-v2
  [*] --> s0
  state "idle" as s0
  state "busy" as s1
  state s1 {
    [*] --> s2
    state "asking<br/>entry / ask<br/>until isFree" as s2
  }
  state "gone" as s3
  s3 --> [*]
  s0 --> s1 : GO [isFree] / ask, note#58; it
  s1 --> s3 : [isFree]
  s2 --> s2 : after patience (again)
  state "in every state" as every
  every --> s3 : STOP
`);
});

it("writes an XState configuration without functions, targets counted from the top", () => {
  const json = toXStateJson(chart);
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  expect(json).toMatchObject({
    id: "lock",
    initial: "idle",
    description: "takes a lock",
    on: { STOP: [{ target: "#lock.gone" }] },
    states: {
      idle: { on: { GO: [{ target: "#lock.busy", guard: "isFree", actions: ["ask", "note: it"] }] } },
      busy: {
        states: {
          asking: { meta: { until: "isFree" }, after: { patience: [{ target: "#lock.busy.asking", reenter: true }] } },
        },
      },
      gone: { type: "final" },
    },
  });
});

it("lists every replaceable name with sentence, default and place", () => {
  const steps = [{ name: "one", sentence: "first", do: ["ask"] }];
  const rows = listNames({ lock: chart, run: procedure({ ...chart, id: "run", steps }) });
  expect(rows[0]).toEqual({
    chart: "lock",
    kind: "guard",
    name: "isFree",
    sentence: "nobody holds it",
    default: "() => true",
    place: "made up",
  });
  const brief = rows.map((row) => `${row.chart} ${row.kind} ${row.name}`);
  expect(brief).toEqual(
    expect.arrayContaining(["lock action ask", "lock delay patience", "lock state busy.asking", "run step one"]),
  );
  expect(rows.find((row) => row.kind === "step")?.default).toBe("step 1 of 1");
  expect(rows.find((row) => row.name === "note: it")?.default).toMatch(/^change: \(\) => ?\{ ?\}$/);
});

it("draws what was taken, what never was, and where nobody ever came", () => {
  const taken = new Map([
    ["idle --GO [isFree]--> busy", 12],
    ["busy.asking --after patience--> busy.asking", 3],
  ]);
  const drawn = toMermaid(chart, taken).split("\n");
  expect(drawn).toContain("  s0 --> s1 : GO [isFree] / ask, note#58; it #183; 12#215;");
  expect(drawn).toContain("  s2 --> s2 : after patience (again) #183; 3#215;");
  expect(drawn).toContain("  s1 --> s3 : #10007; never#58; [isFree]");
  expect(drawn).toContain("  every --> s3 : #10007; never#58; STOP");
  expect(drawn.filter((line) => line.includes("class "))).toEqual(["  class s3 never"]);
  expect(toMermaid(chart, new Map())).toContain("  class s0,s2,s3 never");
});
