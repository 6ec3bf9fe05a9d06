import { describe, expect, it } from "vitest";
import { compile } from "./compile.ts";
import { procedure, reorder } from "./procedure.ts";
import type { ChartEvent, ProcedureSpec, StepSpec } from "./spec.ts";

const STEPS: readonly StepSpec[] = [
  { name: "ask", sentence: "asks", do: ["ask"], until: "isAnswered", exits: [{ guard: "isLate", to: "ask" }] },
  { name: "write", sentence: "writes", do: ["write"], exits: [{ guard: "isLate", actions: ["ask"], to: "failed" }] },
  { name: "tell", sentence: "tells", exits: [{ guard: "isLate", to: "next" }] },
];

function spec(steps: readonly StepSpec[] = STEPS): ProcedureSpec<object, ChartEvent, string> {
  return {
    id: "recovery",
    sentence: "recovers",
    source: "facts",
    guards: {
      isAnswered: { sentence: "all answered", test: () => true },
      isLate: { sentence: "late", test: () => false },
    },
    actions: { ask: { sentence: "asks", effect: () => "ask" }, write: { sentence: "writes", effect: () => "write" } },
    ends: ["failed"],
    steps,
  };
}

describe("procedure", () => {
  it("makes a state of each step and each end", () => {
    const chart = procedure(spec());
    expect(chart.initial).toBe("ask");
    expect(chart.states).toEqual({
      ask: {
        sentence: "asks",
        entry: ["ask"],
        until: "isAnswered",
        on: { RESUME: [{ target: "ask", guard: "isLate", reenter: true }, { target: "write" }] },
      },
      write: {
        sentence: "writes",
        entry: ["write"],
        always: [{ target: "failed", guard: "isLate", actions: ["ask"] }, { target: "tell" }],
      },
      tell: { sentence: "tells", entry: [], always: [{ target: "done", guard: "isLate" }, { target: "done" }] },
      done: { type: "final" },
      failed: { type: "final" },
    });
    expect(chart.steps).toBe(STEPS);
    expect(() => compile(chart)).not.toThrow();
  });

  it.each([
    [[], /procedure "recovery": has no step/],
    [[{ name: "a", sentence: "", exits: [{ to: "faild" }] }], /step "a": .*"faild".*did you mean "failed"/],
    [
      [
        { name: "a", sentence: "" },
        { name: "a", sentence: "" },
      ],
      /"a" names two/,
    ],
    [[{ name: "next", sentence: "" }], /"next" is not a name/],
    [[{ name: "done", sentence: "" }], /"done" names two/],
  ] as const)("refuses %j", (steps, why) => {
    expect(() => procedure(spec(steps))).toThrow(why);
  });

  it("is rebuilt in another order, keeping what was added by hand", () => {
    const chart = procedure(spec());
    const { ask, ...others } = chart.states;
    const edited = { ...chart, states: { ask: { ...ask, on: { ...ask?.on, STOP: { target: "failed" } } }, ...others } };
    const swapped = reorder(edited, ["write", "ask", "tell"]);
    expect(swapped.initial).toBe("write");
    expect(swapped.states["write"]?.always).toContainEqual({ target: "ask" });
    expect(swapped.states["ask"]?.on?.["RESUME"]).toContainEqual({ target: "tell" });
    expect(swapped.states["ask"]?.on?.["STOP"]).toEqual({ target: "failed" });
    expect(Object.keys(reorder(chart, ["ask"]).states)).toEqual(["ask", "done", "failed"]);
  });

  it("refuses an order with an unknown, a repeated or a missed step", () => {
    const chart = procedure(spec([...STEPS, { name: "last", sentence: "", exits: [{ to: "tell" }] }]));
    expect(() => reorder(chart, ["aks"])).toThrow(/chart "recovery" has no step of the name "aks"; did you mean "ask"/);
    expect(() => reorder(chart, ["ask", "ask"])).toThrow(/"ask" names two/);
    expect(() => reorder(chart, ["ask", "last"])).toThrow(/step "last": an exit leads to "tell"/);
  });
});
