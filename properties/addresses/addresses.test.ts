import { describe, expect, it } from "vitest";
import { constantsWith } from "../../model/index.ts";
import type { Property } from "../property.ts";
import { booted, follow, judged, type Line, pids, takesLead } from "../written-trace.ts";
import {
  addressesAreHosted,
  atHomeAfterRun,
  balancedAfterRun,
  beliefMatchesKernel,
  doubleHostingEnds,
  movesHaveCauses,
  noTakeBeforeRelease,
  oneServerPerAddress,
  startsWithoutAddresses,
  takeoverRunsEnd,
  unfitHostsNothing,
  unhostedMakesRun,
} from "./index.ts";

/** Three nodes that are connected, each with an address of its own. */
const connected: readonly Line[] = [0, 1, 2].flatMap((host) =>
  [0, 1, 2].flatMap((peer): Line[] => (peer === host ? [] : [[1, host, { type: "peer-connected", peer }]])),
);
const phase = (atS: number, name: string, pid = 900): Line => [atS, 0, { type: "takeover-phase", phase: name, pid }];
const begins = (atS: number, pid = 900): Line[] => [
  [atS, 0, { type: "takeover-started", pid }],
  phase(atS, "node-map", pid),
  phase(atS, "release", pid),
];
const ends = (atS: number, ok = true, pid = 900): Line => [atS, 0, { type: "takeover-ended", pid, ok }];
const run = (atS: number, pid: number): Line[] => [
  ...begins(atS, pid),
  phase(atS, "take", pid),
  ends(atS + 1, true, pid),
];
const adds = (atS: number, host: number, index: number): Line => [
  atS,
  host,
  { type: "address-added", address: `10.0.0.${index}` },
];
const removes = (atS: number, host: number, index: number): Line => [
  atS,
  host,
  { type: "address-removed", address: `10.0.0.${index}` },
];
const flags = (atS: number, host: number, value: number): Line => [atS, host, { type: "flags-changed", flags: value }];

// A property only ever sees the state that it made itself.
const verdict = <S>(property: Property<S>, lines: readonly Line[], endS = 60) =>
  judged(property, [...booted(), ...connected, ...lines], { endS }).verdict;

describe("after a run that has succeeded", () => {
  it("nobody has what another one has that it reached", () => {
    const both = [...begins(20), adds(21, 1, 1), ends(22)];
    expect(verdict(oneServerPerAddress, both)).toBe("violated");
    expect(verdict(oneServerPerAddress, [[10, 0, { type: "peer-dead", peer: 1, cause: "closed" }], ...both])).toBe(
      "holds",
    );
    expect(verdict(oneServerPerAddress, [...begins(20), adds(21, 1, 1), ends(22, false)])).toBe("holds");
    // Another leader, which sees the second node only, gives it the address meanwhile.
    const cut: Line = [10, 2, { type: "peer-dead", peer: 0, cause: "closed" }];
    const crossing = begins(20.5, 901).map(([atS, , event]): Line => [atS, 2, event]);
    expect(verdict(oneServerPerAddress, [...begins(20), adds(21, 1, 1), cut, ...crossing, ends(22)])).toBe("holds");
    const slow: Line = [10, 1, { type: "fault-injected", fault: "slow-script", index: 0, detail: "" }];
    expect(verdict(oneServerPerAddress, [slow, ...both])).toBe("holds");
  });

  it("a node that was unfit all the time has nothing", () => {
    expect(verdict(unfitHostsNothing, [flags(10, 1, 0x04), ...run(20, 900)])).toBe("violated");
    expect(verdict(unfitHostsNothing, [flags(10, 1, 0x04), ...begins(20), removes(20.5, 1, 2), ends(21)])).toBe(
      "holds",
    );
    expect(verdict(unfitHostsNothing, [...begins(20), flags(20.5, 1, 0x04), ends(21)])).toBe("holds");
  });

  it("nobody has two while a fit node has none", () => {
    const uneven = [removes(10, 1, 2), adds(11, 2, 2)];
    expect(verdict(balancedAfterRun, [...uneven, ...run(80, 900)], 120)).toBe("violated");
    expect(verdict(balancedAfterRun, [...uneven, flags(15, 1, 0x02), ...run(20, 900)])).toBe("holds");
    // Its own helper, for which the leader waits, excuses nothing that was before.
    const helper: Line = [79, 0, { type: "process-started", program: "takeover-helper", pid: 900, parent: 3 }];
    expect(verdict(balancedAfterRun, [...uneven, helper, ...run(80, 900)], 120)).toBe("violated");
  });

  it("an address is at its home, if that is fit and the algorithm is the one that reads of homes", () => {
    const publicAddresses = [1, 2, 3].map((index) => ({ address: `10.0.0.${index}`, home: index - 1 }));
    const judgedBy = (ipAllocAlgorithm: number, lines: readonly Line[]) => {
      const setting = { publicAddresses, constants: constantsWith({ ipAllocAlgorithm }) };
      return judged(atHomeAfterRun, [...booted(), ...connected, ...lines], { endS: 120, setting }).verdict;
    };
    const away = [removes(10, 1, 2), adds(11, 2, 2)];
    expect(judgedBy(0, [...away, ...run(80, 900)])).toBe("violated");
    expect(judgedBy(2, [...away, ...run(80, 900)])).toBe("not-applicable");
    expect(judgedBy(0, run(80, 900))).toBe("holds");
    expect(judgedBy(0, [...away, flags(15, 1, 0x02), ...run(80, 900)])).toBe("holds");
  });

  it("a node that the leader had not yet heard of as fit may be left without", () => {
    const uneven = [removes(10, 1, 2), adds(11, 2, 2)];
    const apart: Line = [60, 0, { type: "peer-dead", peer: 1, cause: "closed" }];
    const back: Line = [79, 0, { type: "peer-connected", peer: 1 }];
    expect(verdict(balancedAfterRun, [...uneven, apart, back, ...run(80, 900)], 120)).toBe("holds");
    expect(verdict(balancedAfterRun, [...uneven, apart, back, ...run(115, 900)], 130)).toBe("violated");
    // In a recovery a leader does not look.
    const ill = [flags(15, 1, 0x02), flags(20, 1, 0)];
    const recovery: Line = [19, 0, { type: "process-started", program: "recovery-helper", pid: 899, parent: 3 }];
    expect(verdict(balancedAfterRun, [...uneven, ...ill, ...run(80, 900)], 120)).toBe("violated");
    expect(verdict(balancedAfterRun, [...uneven, recovery, ...ill, ...run(80, 900)], 120)).toBe("holds");
  });
});

it("nothing moves between two fit nodes that both had some", () => {
  const moved = [...begins(30, 901), removes(30.2, 1, 2), adds(30.4, 2, 2), ends(31, true, 901)];
  expect(verdict(movesHaveCauses, [...run(20, 900), ...moved])).toBe("violated");
  expect(verdict(movesHaveCauses, [...run(20, 900), flags(25, 1, 0x04), ...moved])).toBe("holds");
  const toIdle = [removes(10, 2, 3), adds(11, 1, 3)];
  expect(verdict(movesHaveCauses, [...toIdle, ...run(20, 900), ...moved])).toBe("holds");
});

it("nothing is taken that is still to be released", () => {
  const early = [...begins(20), phase(20, "take"), adds(21, 1, 1), removes(22, 0, 1)];
  expect(verdict(noTakeBeforeRelease, early)).toBe("violated");
  expect(verdict(noTakeBeforeRelease, [...begins(20), removes(20.5, 0, 1), phase(21, "take"), adds(22, 1, 1)])).toBe(
    "holds",
  );
});

it("no node takes what another one still has, in the only run", () => {
  const taken = [...begins(20), phase(21, "take"), adds(22, 1, 1)];
  expect(verdict(noTakeBeforeRelease, taken)).toBe("violated");
  // Another leader's run goes on too; or its host is not reached.
  const other: Line = [19, 2, { type: "takeover-started", pid: 901 }];
  expect(verdict(noTakeBeforeRelease, [other, ...taken])).toBe("holds");
  const cut: Line = [21, 0, { type: "peer-dead", peer: 1, cause: "closed" }];
  expect(verdict(noTakeBeforeRelease, [...begins(20), cut, phase(21, "take"), adds(22, 1, 1)])).toBe("holds");
});

it("a daemon starts without the addresses of its predecessor", () => {
  const starts = (atS: number, runState: "init" | "setup"): Line => [atS, 0, { type: "runstate-changed", runState }];
  expect(verdict(startsWithoutAddresses, [starts(20, "init"), starts(21, "setup")])).toBe("violated");
  expect(verdict(startsWithoutAddresses, [starts(20, "init"), removes(20.5, 0, 1), starts(21, "setup")])).toBe("holds");
  // An event script that the dead daemon had begun.
  const late = [removes(10, 0, 1), starts(20, "init"), adds(20.5, 0, 1), starts(21, "setup")];
  expect(verdict(startsWithoutAddresses, late)).toBe("holds");
});

it("who could host what nobody serves is heard", () => {
  const led = [...takesLead(5, 2), ...follow(5, 2)];
  const lost = removes(20, 0, 1);
  expect(verdict(unhostedMakesRun, [...led, lost], 120)).toBe("violated");
  expect(verdict(unhostedMakesRun, [lost], 120)).toBe("holds");
  expect(
    verdict(
      unhostedMakesRun,
      [...led, lost, ...run(40, 901).map(([atS, , event]): Line => [atS, 2, event]), adds(41, 1, 1)],
      120,
    ),
  ).toBe("holds");
  const disabled: Line = [20, 0, { type: "flags-changed", flags: 0x04 }];
  expect(verdict(unhostedMakesRun, [...led, disabled], 120)).toBe("violated");
  expect(verdict(unhostedMakesRun, [...led, disabled, removes(30, 0, 1), adds(31, 1, 1)], 120)).toBe("holds");
});

it("a daemon takes for its own what its kernel has", () => {
  const assigns = (atS: number, host: number, on = true): Line => [
    atS,
    host,
    { type: "address-assigned", address: `10.0.0.${host + 1}`, on },
  ];
  const own = [0, 1, 2].map((host) => assigns(2, host));
  expect(verdict(beliefMatchesKernel, own, 600)).toBe("holds");
  expect(verdict(beliefMatchesKernel, [...own, assigns(20, 1, false)], 600)).toBe("violated");
  expect(verdict(beliefMatchesKernel, [...own, removes(20, 1, 2)], 600)).toBe("violated");
  expect(verdict(beliefMatchesKernel, [...own, removes(20, 1, 2), adds(40, 1, 2)], 600)).toBe("holds");
});

it("every run ends", () => {
  expect(verdict(takeoverRunsEnd, [...begins(20)], 120)).toBe("violated");
  expect(verdict(takeoverRunsEnd, [...begins(20), ends(45, false)], 120)).toBe("holds");
  const killed: Line = [30, 0, { type: "process-exited", program: "takeover-helper", pid: 900, cause: "killed" }];
  expect(verdict(takeoverRunsEnd, [...begins(20), killed], 120)).toBe("holds");
});

it("every address is soon on one node", () => {
  expect(verdict(addressesAreHosted, [removes(20, 0, 1)], 900)).toBe("violated");
  expect(verdict(addressesAreHosted, [removes(20, 0, 1), adds(100, 2, 1)], 900)).toBe("holds");
  expect(verdict(addressesAreHosted, [adds(20, 2, 1)], 900)).toBe("violated");
  // Its daemon cannot be told to let go.
  const killed: Line = [19, 0, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause: "killed" }];
  expect(verdict(addressesAreHosted, [killed, adds(20, 2, 1)], 900)).toBe("holds");
});

it("two nodes have the same for a while only", () => {
  expect(verdict(doubleHostingEnds, [adds(20, 2, 1)], 900)).toBe("violated");
  expect(verdict(doubleHostingEnds, [adds(20, 2, 1), removes(200, 0, 1)], 900)).toBe("holds");
});
