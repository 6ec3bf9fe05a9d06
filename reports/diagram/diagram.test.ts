import { beforeAll, describe, expect, it } from "vitest";
import type { Observation, Scenario, TraceEvent } from "../../model/index.ts";
import { nasty, nastyTexts, sampleStory } from "../../tools/sample-story.ts";
import type { FailureStory } from "../index.ts";
import { diagramSvg, faultBands, hostSpans } from "./index.ts";
import { diagramRows } from "./rows.ts";

const at = (atUs: number, host: number, what: Observation): TraceEvent => ({ ...what, atUs, host });

describe("the bars of a host", () => {
  const [first, second] = hostSpans(
    2,
    [
      at(10, 0, { type: "host-started" }),
      at(20, 0, { type: "lock-taken", pid: 7, object: 1, probe: true }),
      at(30, 0, { type: "lock-taken", pid: 8, object: 1, probe: false }),
      at(31, 0, { type: "lock-believed", lock: "held" }),
      at(32, 0, { type: "leader-believed", leader: 0 }),
      at(33, 1, { type: "leader-believed", leader: 0 }),
      at(40, 0, { type: "host-paused" }),
      at(50, 0, { type: "host-resumed" }),
      at(55, 0, { type: "lock-freed", pid: 8, object: 1, cause: "exit" }),
      at(60, 0, { type: "process-exited", program: "recoverd", pid: 5, cause: "killed" }),
      at(70, 0, { type: "host-crashed" }),
    ],
    100,
  );

  it("are what its storage, its clock and its daemon say", () => {
    expect(first).toEqual({
      pnn: 0,
      up: [
        { fromUs: 10, toUs: 40, words: "" },
        { fromUs: 50, toUs: 70, words: "" },
      ],
      paused: [{ fromUs: 40, toUs: 50, words: "" }],
      lock: [{ fromUs: 30, toUs: 55, words: "pid 8, grant 1, until exit" }],
      belief: [{ fromUs: 31, toUs: 60, words: "" }],
      leads: [{ fromUs: 32, toUs: 60, words: "" }],
      addresses: [],
    });
    expect(second).toEqual({ pnn: 1, up: [], paused: [], lock: [], belief: [], leads: [], addresses: [] });
  });

  it("name the public addresses that a host has, some of many, until it loses them or crashes", () => {
    const numbers = ["1", "2", "3", "4", "5"];
    const [host] = hostSpans(
      1,
      [
        at(10, 0, { type: "address-added", address: "10.0.0.9" }),
        at(20, 0, { type: "address-removed", address: "10.0.0.9" }),
        ...numbers.map((address) => at(30, 0, { type: "address-added", address })),
        at(40, 0, { type: "address-removed", address: "1" }),
        at(50, 0, { type: "host-crashed" }),
        at(60, 0, { type: "address-added", address: "7" }),
      ],
      70,
    );
    expect(host?.addresses).toEqual([
      { fromUs: 10, toUs: 20, words: "10.0.0.9" },
      { fromUs: 30, toUs: 40, words: "1, 2, 3, 4 and 1 more" },
      { fromUs: 40, toUs: 50, words: "2, 3, 4, 5" },
      { fromUs: 60, toUs: 70, words: "7" },
    ]);
  });

  it("go on to the end of the run, a dead host's lock too", () => {
    const [host] = hostSpans(
      1,
      [
        at(0, 0, { type: "host-started" }),
        at(5, 0, { type: "lock-taken", pid: 2, object: 9, probe: false }),
        at(6, 0, { type: "host-crashed" }),
      ],
      20,
    );
    expect(host?.up).toEqual([{ fromUs: 0, toUs: 6, words: "" }]);
    expect(host?.lock).toEqual([{ fromUs: 5, toUs: 20, words: "pid 2, grant 9" }]);
  });
});

describe("the shades of faults", () => {
  const isolate = (cut: [number, number][]): Scenario["faults"][number] => ({
    kind: "partition",
    atUs: 10,
    forUs: 50,
    shape: "isolate",
    cut,
  });
  const bands = (faults: Scenario["faults"], events: readonly TraceEvent[]) =>
    faultBands({ faults, nodes: 4 }, events, 100);
  const injected = (host: number): TraceEvent =>
    at(10, host, { type: "fault-injected", fault: "", index: 0, detail: "" });

  it.each([
    [
      [
        [0, 1],
        [1, 0],
        [1, 2],
        [1, 3],
      ] as [number, number][],
      [1],
    ],
    [
      [
        [0, 2],
        [0, 3],
        [1, 2],
        [1, 3],
      ] as [number, number][],
      [0, 1, 2, 3],
    ],
    [[[0, 3]] as [number, number][], [0, 3]],
  ])("lie on those that lose the most peers: %j", (cut, hosts) => {
    expect(bands([isolate(cut)], [injected(-1)])).toMatchObject([{ hosts, fromUs: 10, toUs: 60 }]);
  });

  it("lie where a partition that was aimed at a host really cuts", () => {
    const began = at(10, -1, {
      type: "partition-began",
      cut: [
        [2, 0],
        [2, 1],
        [2, 3],
      ],
    });
    expect(
      bands(
        [
          isolate([
            [-1, 0],
            [-1, 1],
          ]),
        ],
        [injected(-1), began],
      )[0]?.hosts,
    ).toEqual([2]);
  });

  it("end when the fault is seen to end, at once if it does not last", () => {
    const ended = at(30, -1, { type: "fault-ended", fault: "", index: 0 });
    expect(bands([isolate([[0, 1]])], [injected(-1), ended])[0]?.toUs).toBe(30);
    expect(bands([{ kind: "crash-host", atUs: 10, host: 2, forUs: 0 }], [injected(2)])).toMatchObject([
      { hosts: [2], fromUs: 10, toUs: 100 },
    ]);
    expect(bands([{ kind: "remove-lock-file", atUs: 10 }], [injected(-1)])).toMatchObject([
      { hosts: [0, 1, 2, 3], fromUs: 10, toUs: 10 },
    ]);
  });
});

describe("diagram.svg", () => {
  let story: FailureStory;
  beforeAll(async () => {
    story = await sampleStory("lock-file-replaced");
  });

  it("shows the violation after what led to it, folded to its rows", () => {
    const rows = diagramRows(story.events, story.scenario.faults, [{ name: "p", atUs: 34_904_000, why: [] }], 20);
    const place = rows.findIndex(({ kind }) => kind === "violation");
    expect(rows[place]).toMatchObject({ words: "p is violated", host: -1 });
    expect(rows.slice(0, place).every(({ atUs }) => atUs <= 34_904_000)).toBe(true);
    expect(rows.some(({ kind }) => kind === "calm")).toBe(true);
    expect(rows.filter(({ kind }) => kind !== "calm")).toHaveLength(21);
  });

  it("is the same every time, of a size to be mailed, with the fault, the violation and every host", () => {
    const svg = diagramSvg(story);
    expect(diagramSvg(story)).toBe(svg);
    expect(svg.length).toBeLessThan(40_000);
    for (const words of [
      "one-lock-holder is violated",
      "replace-lock-file",
      "node 0",
      "node 2",
      "prefers-color-scheme",
    ])
      expect(svg).toContain(words);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it.each(nastyTexts)("holds %j as text", (text) => {
    const svg = diagramSvg(nasty(story, text));
    expect(tagsOf(svg)).toEqual(expect.arrayContaining(["svg", "text", "rect"]));
    expect(tagsOf(svg).every((tag) => known.has(tag))).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    expect(svg).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)|[\u0000-\u0009\u000b-\u001f]/);
  });
});

const known = new Set(["svg", "title", "desc", "style", "rect", "text", "line", "circle", "path"]);

/** The names of all elements; fails on one that is not closed. */
function tagsOf(xml: string): readonly string[] {
  const open: string[] = [];
  const seen: string[] = [];
  for (const [, slash, name = "", attributes = ""] of xml.matchAll(/<(\/?)([a-zA-Z]*)((?:[^<>"]|"[^"<>]*")*)>/g)) {
    seen.push(name);
    if (slash === "/") expect(open.pop()).toBe(name);
    else if (!attributes.endsWith("/")) open.push(name);
  }
  expect(open).toEqual([]);
  expect(xml.match(/</g)).toHaveLength(seen.length);
  return seen;
}
