import { describe, expect, it } from "vitest";
import type { AddressFault, Fault, Override, ReloadDesign, Scenario } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const designs: readonly ReloadDesign[] = ["child", "helper"];

type Said = Omit<AddressFault, "kind" | "atUs" | "host">;

const told = (atS: number, host: number, said: Said): Fault => ({
  kind: "address-command",
  atUs: atS * s,
  host,
  ...said,
});

function run(
  faults: readonly Fault[],
  changes: Partial<Scenario> = {},
  overrides: readonly Override[] = [],
): Watched & { readonly served: Record<string, number[]> } {
  const watched = watch(quietCluster({ faults, ...changes }), overrides);
  const served: Record<string, number[]> = {};
  for (const event of watched.events) {
    if (event.type === "address-added") served[event.address] = [...(served[event.address] ?? []), event.host];
    if (event.type === "address-removed")
      served[event.address] = (served[event.address] ?? []).filter((host) => host !== event.host);
  }
  return { ...watched, served };
}

const hosted = ({ served }: ReturnType<typeof run>): string[] =>
  Object.keys(served)
    .filter((address) => served[address]?.length === 1)
    .sort();

const asksNobody: Override = { id: "asks-nobody", chart: "address-tool", actions: { askForRun: () => undefined } };

describe.each(designs)("a reload by a %s", (reload) => {
  it("has what is new in the files hosted, and what is gone from them released", () => {
    const all = { everywhere: true, adds: ["10.0.0.8", "10.0.0.9"], drops: ["10.0.0.1", "10.0.0.2"] };
    const after = run([told(60, 0, { command: "reloadips", ...all })], { reload });
    expect(hosted(after)).toEqual(["10.0.0.3", "10.0.0.8", "10.0.0.9"]);
    const done = { ok: true, added: 2, deleted: 2 };
    expect(after.after("reload-ended")).toMatchObject([done, done, done]);
    // In time: one pass of the main loop, and a run.
    for (const { seconds } of after.after("address-removed")) expect(seconds).toBeLessThan(3);
  });

  it("changes nothing where the file says what is known, and asks for no addresses to be moved", () => {
    const after = run([told(60, 1, { command: "reloadips" })], { reload });
    expect(after.after("reload-ended")).toMatchObject([{ ok: true, added: 0, deleted: 0 }]);
    expect(after.after("node-forced")).toEqual([]);
    expect(after.after("address-removed")).toEqual([]);
  });

  it("lasts: a daemon that starts anew reads the file", () => {
    const kill: Fault = { kind: "kill-process", atUs: 70 * s, host: 1, program: "ctdbd", restartUs: 1 * s };
    const fresh = { everywhere: true, adds: ["10.0.0.9"], drops: ["10.0.0.1"] };
    const after = run([told(60, 0, { command: "reloadips", ...fresh }), kill], { reload, durationUs: 200 * s });
    expect(hosted(after)).toEqual(["10.0.0.2", "10.0.0.3", "10.0.0.9"]);
  });
});

it("what is to be deleted stays where it is until somebody asks for a takeover run", () => {
  const drop = told(60, 0, { command: "reloadips", everywhere: true, drops: ["10.0.0.1"] });
  expect(hosted(run([drop]))).not.toContain("10.0.0.1");
  const silent = run([drop], {}, [asksNobody]);
  expect(hosted(silent)).toContain("10.0.0.1");
  expect(silent.after("address-leaving")).toMatchObject([{ address: "10.0.0.1", on: true }]);
});

it("what is to be deleted is kept if it is added again before", () => {
  const first = told(60, 0, { command: "reloadips", everywhere: true, drops: ["10.0.0.1"] });
  const second = told(61, 0, { command: "reloadips", everywhere: true, adds: ["10.0.0.1"] });
  const after = run([first, second], {}, [asksNobody]);
  expect(after.after("address-leaving").map(({ on }) => on)).toEqual([true, false]);
  expect(hosted(after)).toContain("10.0.0.1");
});

describe("one address", () => {
  it("that is added on a node is hosted there until its daemon ends", () => {
    const added = [told(60, 2, { command: "addip", address: "10.0.0.9" })];
    expect(run(added).served["10.0.0.9"]).toEqual([2]);
    const kill: Fault = { kind: "kill-process", atUs: 70 * s, host: 2, program: "ctdbd", restartUs: 1 * s };
    expect(run([...added, kill], { durationUs: 200 * s }).served["10.0.0.9"]).toEqual([]);
  });

  it("that is deleted on a node moves to another one that knows it", () => {
    const owner = run([]).served["10.0.0.2"]?.[0] ?? -1;
    const after = run([told(60, owner, { command: "delip", address: "10.0.0.2" })]);
    expect(after.served["10.0.0.2"]).toHaveLength(1);
    expect(after.served["10.0.0.2"]).not.toEqual([owner]);
    expect(after.after("address-known")).toMatchObject([{ host: owner, address: "10.0.0.2", on: false }]);
  });

  it("moves by hand without a run, and stays there", () => {
    const owner = run([]).served["10.0.0.2"]?.[0] ?? 0;
    const to = (owner + 1) % 3;
    const after = run([told(60, owner, { command: "moveip", address: "10.0.0.2", to })]);
    expect(after.served["10.0.0.2"]).toEqual([to]);
    expect(after.after("takeover-started").filter(({ seconds }) => seconds < 30)).toEqual([]);
    expect(after.after("address-command-ended")).toMatchObject([{ host: owner, ok: true }]);
  });
});

describe("the force-rebalance list", () => {
  const texts = [1, 2, 3, 4].map((index) => `10.0.0.${index}`);
  const [first = ""] = texts;
  const publicAddresses = texts.map((address) => ({ address, nodes: address === first ? [1] : [0] }));
  const learns = told(60, 1, { command: "reloadips", adds: texts });
  const at = ({ served }: ReturnType<typeof run>, host: number) =>
    texts.filter((address) => served[address]?.includes(host) === true).length;

  it("moves addresses to a node that has some", () => {
    const after = run([learns], { publicAddresses });
    expect(after.after("node-forced")).toMatchObject([{ node: 1 }]);
    expect([at(after, 0), at(after, 1)]).toEqual([2, 2]);
    const deaf: Override = { id: "deaf", chart: "recovery-daemon", actions: { noteForced: () => undefined } };
    const unforced = run([learns], { publicAddresses }, [deaf]);
    expect([at(unforced, 0), at(unforced, 1)]).toEqual([3, 1]);
  });

  it("serves whoever makes the run", () => {
    for (const takeover of ["inline", "daemon"] as const) {
      const after = run([learns], { publicAddresses, takeover });
      expect([at(after, 0), at(after, 1)]).toEqual([2, 2]);
    }
  });

  it("is forgotten when a run has served it", () => {
    const back = told(70, 1, { command: "moveip", address: "10.0.0.4", to: 0 });
    const again = told(80, 2, { command: "addip", address: "10.0.0.8" });
    const keeps: Override = { id: "keeps", chart: "takeover-run", actions: { forgetServed: () => undefined } };
    const moved = (overrides: readonly Override[]) =>
      at(
        run(
          [learns, told(70, 1, { command: "moveip", address: "10.0.0.3", to: 0 }), back, again],
          { publicAddresses },
          overrides,
        ),
        0,
      );
    expect(moved([])).toBeGreaterThan(moved([keeps]));
  });
});

describe("a reload that stands still", () => {
  const still = (program: "reload-child" | "reload-helper"): Fault => ({
    kind: "pause-process",
    atUs: 59 * s,
    on: { event: "reload-started", delayUs: 0 },
    host: -1,
    program,
    forUs: 150 * s,
  });
  const all = { command: "reloadips", adds: ["10.0.0.9"] } as const;

  it("is killed by its daemon when its time is over", () => {
    const after = run([still("reload-child"), told(60, 1, all)], { durationUs: 250 * s });
    expect(after.after("process-exited").filter(({ program }) => program === "reload-child")).toMatchObject([
      { host: 1, cause: "killed" },
    ]);
    expect(after.after("address-command-ended")).toMatchObject([{ host: 1, ok: false }]);
  });

  it("is killed by nobody if it is a helper: it finds that its time is over when it goes on", () => {
    const after = run([still("reload-helper"), told(60, 1, all)], { reload: "helper", durationUs: 250 * s });
    expect(after.after("reload-ended")).toMatchObject([{ host: 1, ok: false }]);
    expect(after.after("reload-ended")[0]?.seconds).toBeGreaterThan(149);
  });
});
