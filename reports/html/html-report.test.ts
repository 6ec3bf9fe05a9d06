import { beforeAll, describe, expect, it } from "vitest";
import { nasty, nastyTexts, sampleStory } from "../../tools/sample-story.ts";
import type { FailureStory, PacketFlight, StateChange } from "../index.ts";
import { htmlReport } from "./index.ts";
import { packPackets } from "./pack-packets.ts";
import { packStates } from "./pack-states.ts";
import { flightsOf } from "./page/flights.ts";
import { Room } from "./page/room.ts";
import { standingAt, tracksOf } from "./page/standing.ts";
import { showing, ticks, within, zoomed } from "./page/time-window.ts";
import { countUntil, happenings } from "./page/timeline.ts";
import { pageDataOf } from "./page-data-of.ts";

let story: FailureStory;
beforeAll(async () => {
  story = await sampleStory("lock-file-replaced");
});

describe("report.html", () => {
  it("is the same every time, and small", () => {
    const html = htmlReport(story);
    expect(htmlReport(story)).toBe(html);
    expect(html.length).toBeLessThan(600_000);
  });

  it("tells the verdict, its reasons and the command without its script", () => {
    const words = htmlReport(story).replace(/<script.*?<\/script>/gs, "");
    for (const text of ["one-lock-holder is violated at 00:3", story.verdict.reproduce, story.verdict.modelHash])
      expect(words).toContain(text);
    for (const sentence of story.verdict.properties.find((one) => one.atUs !== null)?.why ?? [])
      expect(words).toContain(`<li>${sentence}</li>`);
    expect(words).toMatch(/<noscript>.*<img[^>]* src="data:image\/svg\+xml,[^"]*"/s);
  });

  it("tells how the run was shortened and how likely the failure became", () => {
    const size = { events: 2, nodes: 3, durationUs: 120_000_000 };
    const html = htmlReport({
      ...story,
      shrunk: {
        property: "one-lock-holder",
        before: { ...size, events: 12 },
        after: { ...size, decisions: 3 },
        runs: 77,
        isMinimal: true,
        original: "npx cluster-sim run --seed 9",
      },
      likelihood: {
        property: "one-lock-holder",
        points: [{ atUs: 30_000_000, what: "an election", runs: 20, failed: 7, failedWithoutFaults: 1 }],
      },
    });
    expect(html).toContain("Shortened in 77 runs. Without any one of its faults it no longer fails.");
    expect(html).toContain("<tr><td>faults and operations</td><td>12</td><td>2</td></tr>");
    expect(html).toContain("<td>an election</td><td>7 of 20</td><td>1 of 20</td>");
  });

  it.each(nastyTexts)("holds %j as text", (text) => {
    const html = htmlReport(nasty(story, text));
    const plain = htmlReport(story);
    const tags = (page: string): readonly string[] => [...new Set(page.match(/<\/?[a-z!][a-z0-9]*/gi))].sort();
    expect(tags(html)).toEqual(tags(plain));
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<\/script/g)).toHaveLength(2);
    expect(html).not.toMatch(/<[a-z][^>]* on[a-z]+=/i);
    const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? "";
    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(pageDataOf(nasty(story, text)))));
  });
});

describe("what the page is given", () => {
  it("unpacks to the events of the run", () => {
    const all = happenings(pageDataOf(story));
    expect(all.map(({ atUs, host }) => [atUs, host])).toEqual(story.events.map(({ atUs, host }) => [atUs, host]));
    expect(countUntil(all, -1)).toBe(0);
    expect(countUntil(all, story.endUs)).toBe(all.length);
    expect(all[countUntil(all, 34_904_000)]?.atUs).toBeGreaterThan(34_904_000);
  });

  const flight = (name: string, sentUs: number, arrivedUs?: number): PacketFlight => ({
    from: 0,
    to: 1,
    name,
    sentUs,
    ...(arrivedUs === undefined ? {} : { arrivedUs }),
  });

  it("unpacks to the packets, without the busiest kind if there are too many", () => {
    const packets = [flight("a", 5, 9), flight("b", 6), flight("a", 7, 8)];
    expect(flightsOf(packPackets(packets))).toEqual([
      { atUs: 5, from: 0, to: 1, kind: 0, tookUs: 4 },
      { atUs: 6, from: 0, to: 1, kind: 1, tookUs: -1 },
      { atUs: 7, from: 0, to: 1, kind: 0, tookUs: 1 },
    ]);
    const few = packPackets(packets, 2);
    expect(few.kinds).toEqual([
      { name: "a", count: 2, left: true },
      { name: "b", count: 1, left: false },
    ]);
    expect(flightsOf(few).map(({ atUs }) => atUs)).toEqual([6]);
  });

  const change = (atUs: number, state: string, dueUs: number): StateChange => ({
    atUs,
    host: 1,
    pid: 7,
    process: {
      program: "recoverd",
      pid: 7,
      parent: 1,
      state: "running",
      charts: [{ id: "main", state }],
      stack: [],
      timers: [{ name: "T", dueUs }],
    },
  });
  const changes: readonly StateChange[] = [
    change(10, "x", 50),
    change(20, "x", 60),
    change(30, "y", 60),
    { atUs: 40, host: 1, pid: 7, process: null },
  ];

  it("unpacks to how processes stand", () => {
    const [none, track] = tracksOf(packStates(changes, []), 2);
    expect(standingAt(none, 100)).toEqual([]);
    expect(standingAt(track, 9)).toEqual([]);
    expect(standingAt(track, 25)).toMatchObject([{ pid: 7, timers: [{ name: "T", dueUs: 60 }], before: undefined }]);
    expect(standingAt(track, 30)).toMatchObject([
      { shape: { charts: [{ id: "main", state: "y" }] }, before: { charts: [{ id: "main", state: "x" }] } },
    ]);
    expect(standingAt(track, 40)).toEqual([]);
  });

  it("leaves out changes of timers alone where there are too many, but not close to what matters", () => {
    const far = packStates(changes, [], 2);
    expect(far.left).toBe(1);
    expect(standingAt(tracksOf(far, 2)[1], 35)).toMatchObject([{ shape: { charts: [{ state: "y" }] } }]);
    expect(packStates(changes, [25], 2).left).toBe(0);
  });
});

describe("the window of time", () => {
  it("zooms around a moment and stays within the run", () => {
    expect(zoomed({ fromUs: 0, toUs: 1_000_000 }, 0.5, 250_000, 1_000_000)).toEqual({ fromUs: 125_000, toUs: 625_000 });
    expect(zoomed({ fromUs: 0, toUs: 1_000_000 }, 4, 250_000, 1_000_000)).toEqual({ fromUs: 0, toUs: 1_000_000 });
    expect(within(900_000, 500_000, 1_000_000)).toEqual({ fromUs: 500_000, toUs: 1_000_000 });
    expect(within(0, 1, 1_000_000)).toEqual({ fromUs: 0, toUs: 200 });
  });

  it("moves only when the moment would not be seen", () => {
    const window = { fromUs: 100_000, toUs: 200_000 };
    expect(showing(window, 150_000, 1_000_000)).toBe(window);
    expect(showing(window, 500_000, 1_000_000)).toEqual({ fromUs: 450_000, toUs: 550_000 });
  });

  it("has round moments", () => {
    expect(ticks({ fromUs: 0, toUs: 60_000_000 }, 6)).toEqual({
      stepUs: 10_000_000,
      at: [0, 10, 20, 30, 40, 50, 60].map((s) => s * 1_000_000),
    });
    expect(ticks({ fromUs: 1_234_100, toUs: 1_235_100 }, 5).stepUs).toBe(200);
  });
});

it("labels never cover each other", () => {
  const room = new Room(2);
  expect([room.place(0, "abcdef"), room.place(10, "abc"), room.place(20, "abc"), room.place(200, "abc")]).toEqual([
    0,
    1,
    undefined,
    0,
  ]);
});
