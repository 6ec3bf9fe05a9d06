import { expect, it } from "vitest";
import type { Copies, Reply } from "../effect/index.ts";
import type { Context, ProcessData } from "../process/index.ts";
import {
  controlsOf,
  newTakeoverWork,
  parseAddress,
  type TakeoverWork,
  takeoverPhases,
} from "../public-address/index.ts";
import { FLAG, type ServedDesign, UNKNOWN } from "../words/index.ts";
import { learnt, ownerWorkEffects } from "./owner-work-names.ts";

const texts = ["10.0.0.1", "10.0.0.2"] as const;
const [first, second] = texts.map((text) => parseAddress(text) ?? (expect.unreachable() as never));
const names = (...owners: readonly number[]): Copies =>
  Object.fromEntries(owners.map((pnn, i) => [texts[i] ?? "", { rsn: 1, dmaster: 0, flags: 0, value: String(pnn) }]));
const says = (owners: readonly number[], held: readonly string[] = []): Reply => ({
  status: 0,
  addresses: owners.flatMap((pnn, i) =>
    [first, second][i] === undefined ? [] : [{ address: [first, second][i] as never, pnn }],
  ),
  held,
});

/** Three nodes, of which 2 is stopped, have answered; the run is made on node 0. */
function run(copies: Copies, replies: readonly Reply[], ownersIn: ServedDesign = "replicated") {
  const d = { pnn: 0, pid: 5, nodes: 3, nowUs: 0, ownersIn };
  const batch = { targets: [0, 1, 2], replies, pending: 0, failed: 0 };
  const c = { d, f: { batch, file: { ok: true, copies } }, k: {} } as unknown as Context<ProcessData>;
  const work: TakeoverWork = { ...newTakeoverWork(3), flags: [0, 0, FLAG.stopped], deadlineUs: 9 };
  Object.assign(work, learnt(c, work));
  const asks = ownerWorkEffects(() => work).askOwners;
  return {
    work,
    releases: (...owners: readonly number[]) => {
      work.assignments = owners.map((pnn, i) => ({ address: [first, second][i] as never, pnn }));
      const phase = takeoverPhases.find(({ name }) => name === "release") ?? (expect.unreachable() as never);
      return controlsOf(phase, { ...work, own: 0 }).map(({ address, to }) => [address?.text, to]);
    },
    written: (...owners: readonly number[]) => {
      work.assignments = owners.map((pnn, i) => ({ address: [first, second][i] as never, pnn }));
      const asked = [asks.effect(c) ?? []].flat().find(({ kind }) => kind === "ask");
      return asked?.kind === "ask" ? asked.body.owners : undefined;
    },
  };
}

it("believes its node's copy, and no node about itself", () => {
  const { work } = run(names(1, 2), [says([1, 2]), says([0, 2]), says([1, UNKNOWN])]);
  expect(work.known.map((each) => each.map(({ pnn }) => pnn))).toEqual([
    [UNKNOWN, UNKNOWN],
    [1, UNKNOWN],
    [UNKNOWN, 2],
  ]);
});

it("has those release an address who are named for it, or have it, and nobody else", () => {
  const told = run(names(1, 1), [says([1, 1]), says([1, 1], [texts[0]]), says([1, 1], [texts[1]])]);
  expect(told.releases(0, 1)).toEqual([
    [texts[0], [1]],
    [texts[1], [2]],
  ]);
  expect(told.releases(1, 0)).toEqual([[texts[1], [1, 2]]]);
});

it("writes what its copy does not say, and what an active node's does not", () => {
  const same = run(names(1, UNKNOWN), [says([1, UNKNOWN]), says([1, UNKNOWN]), says([2, 2])]);
  expect(same.written(1, UNKNOWN)).toBeUndefined();
  expect(same.written(1, 0)).toEqual([[texts[1], 0]]);
  const torn = run(names(1, 0), [says([1, 0]), says([1, 1]), says([1, 0])]);
  expect(torn.written(1, 0)).toEqual([[texts[1], 0]]);
  const none = run({}, [says([UNKNOWN]), says([UNKNOWN]), says([])]);
  expect(none.written(UNKNOWN, 1)).toEqual([[texts[1], 1]]);
});

it("goes by what each node says of itself, and writes nothing, where nodes keep it for themselves", () => {
  const { work, written, releases } = run({}, [says([1, 0]), says([1, 0]), says([1, 0])], "lists");
  expect(work.records).toBeNull();
  expect(work.known[1]).toMatchObject([{ pnn: 1 }, { pnn: 0 }]);
  expect(written(0, 1)).toBeUndefined();
  expect(releases(0, 1)).toEqual([
    [texts[0], [1, 2]],
    [texts[1], [0, 2]],
  ]);
});
