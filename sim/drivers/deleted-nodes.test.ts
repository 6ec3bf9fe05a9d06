import { expect, test } from "vitest";
import { FLAG } from "../../model/index.ts";
import { drawScenario } from "../nemesis/index.ts";
import { quietCluster, watch } from "../quiet-cluster.ts";

const five = { nodes: 5, clockOffsetUs: [0, 0, 0, 0, 0], deleted: [1, 3], durationUs: 60_000_000 };

test("a deleted node never boots, nobody calls it, and everybody's map has it as deleted", () => {
  const { events, result } = watch(quietCluster(five));
  expect(new Set(events.map(({ host }) => host))).toEqual(new Set([-1, 0, 2, 4]));
  expect(events.some((event) => event.type === "peer-connected" && [1, 3].includes(event.peer))).toBe(false);
  const daemons = result.view().hosts.flatMap(({ processes }) => processes.filter((one) => one.program === "ctdbd"));
  expect(daemons).toHaveLength(3);
  for (const { data, timers } of daemons) {
    expect((data["flagsOf"] as number[]).map((flags) => flags & FLAG.deleted)).toEqual([0, 16, 0, 16, 0]);
    expect(data["map"]).toEqual([0, 2, 4]);
    // Whoever is not connected is called once a second: nobody is missing here.
    expect(timers.filter(({ name }) => name.startsWith("CONNECT_DUE"))).toEqual([]);
  }
});

test.each(["fcntl", "none"] as const)("the others elect a leader and recover, with lock %s", (lock) => {
  const { events } = watch(quietCluster({ ...five, lock }));
  const ready = events.filter((event) => event.type === "recovery-mode-changed" && event.mode === "normal");
  expect(new Set(ready.map(({ host }) => host))).toEqual(new Set([0, 2, 4]));
});

test("a node without the leader role never leads, not even alone", () => {
  const { events } = watch(quietCluster({ cannotLead: [0, 1] }));
  const leaders = events.filter((event) => event.type === "leadership-claimed").map(({ host }) => host);
  expect(new Set(leaders)).toEqual(new Set([2]));
  const alone = watch(quietCluster({ cannotLead: [0, 1, 2] })).events;
  expect(alone.some((event) => event.type === "leadership-claimed")).toBe(false);
});

test("the nemesis strikes and heals live nodes only", () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const scenario = drawScenario(String(seed), { lock: "fcntl", nodes: 5, deleted: [1, 3], set: {}, dropped: [] });
    const hosts = scenario.faults.flatMap((fault) => [
      ...("host" in fault ? [fault.host] : []),
      ...("from" in fault ? [fault.from, fault.to] : []),
      ...("cut" in fault ? fault.cut.flat() : []),
    ]);
    expect([...hosts, ...(scenario.heal?.core ?? [])].filter((pnn) => pnn === 1 || pnn === 3)).toEqual([]);
  }
});
