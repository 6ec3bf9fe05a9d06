import { describe, expect, it } from "vitest";
import { constantsWith } from "../../model/index.ts";
import { addressesAreKept } from "../addresses-are-kept.ts";
import { addressesDroppedInTime } from "../addresses-dropped-in-time.ts";
import type { Property, Setting } from "../property.ts";
import { shutdownLeavesNothing } from "../shutdown-leaves-nothing.ts";
import { booted, follow, judged, type Line, pids, takesLead } from "../written-trace.ts";
import {
  doubleHostingEnds,
  noTakeBeforeRelease,
  oneServerPerAddress,
  ownCheckAsksForRun,
  rogueAddressEndsInBan,
  unfitHostsNothing,
} from "./index.ts";

const address = "10.0.0.1";
const own = [0, 1, 2].map(
  (host): Line => [0, host, { type: "address-assigned", address: `10.0.0.${host + 1}`, on: true }],
);
const start = [...booted(), ...own, ...takesLead(5, 2), ...follow(5, 2)];
const adds = (atS: number, host: number, byHand = true): Line => [
  atS,
  host,
  { type: "address-added", address, ...(byHand ? { byHand: true as const } : {}) },
];
const removes = (atS: number, host: number, byHand = true): Line => [
  atS,
  host,
  { type: "address-removed", address, ...(byHand ? { byHand: true as const } : {}) },
];
const begins = (atS: number): Line => [atS, 2, { type: "takeover-started", pid: 900 }];
const enters = (atS: number, phase: string): Line => [atS, 2, { type: "takeover-phase", phase, pid: 900 }];
const ends = (atS: number): Line => [atS, 2, { type: "takeover-ended", pid: 900, ok: true }];
const connected = [0, 1, 2].flatMap((host) =>
  [0, 1, 2].filter((peer) => peer !== host).map((peer): Line => [1, host, { type: "peer-connected", peer }]),
);
const run = (atS: number, during: readonly Line[] = []): Line[] => [
  begins(atS),
  enters(atS, "node-map"),
  enters(atS + 0.1, "release"),
  enters(atS + 0.2, "take"),
  ...during,
  ends(atS + 2),
];
const verdict = <S>(property: Property<S>, lines: readonly Line[], endS = 300, setting: Partial<Setting> = {}) =>
  judged(property, [...start, ...connected, ...lines], { endS, setting }).verdict;

describe("own-check-asks-for-run", () => {
  const on = (...lines: Line[]) => verdict(ownCheckAsksForRun, lines);
  const struck: Line = [20, 0, { type: "fault-injected", fault: "ip-command", index: 0, detail: "" }];

  it("wants a run for what the kernel lacks, and for what it has unasked", () => {
    expect(on()).toBe("holds");
    expect(on(struck, removes(20, 0))).toBe("violated");
    expect(on(struck, adds(20, 1))).toBe("violated");
    expect(on(struck, removes(20, 0), ...run(30), adds(33, 0, false))).toBe("holds");
    expect(on(struck, removes(20, 0), adds(30, 0))).toBe("holds");
  });

  it("wants none for what its daemon knows no more", () => {
    const known = (atS: number, on: boolean): Line => [atS, 1, { type: "address-known", address, on }];
    expect(on(known(15, false), struck, adds(20, 1))).toBe("holds");
    expect(on(struck, adds(20, 1), known(21, false))).toBe("holds");
    expect(on(known(15, false), struck, adds(20, 1), known(21, true))).toBe("violated");
    expect(on(known(15, false), struck, adds(20, 1), removes(20.5, 1), known(21, true))).toBe("holds");
  });

  it("wants one again where a run has mended nothing", () => {
    expect(on(removes(20, 0), ...run(30))).toBe("violated");
  });

  it("wants none of a node that is out, recovers, or has no leader, or whose run may be forbidden", () => {
    expect(on([19, 0, { type: "flags-changed", flags: 0x20 }], removes(20, 0))).toBe("holds");
    expect(on([19, 0, { type: "recovery-mode-changed", mode: "active" }], removes(20, 0))).toBe("holds");
    expect(on([19, 0, { type: "leader-believed", leader: -1 }], removes(20, 0))).toBe("holds");
    expect(verdict(ownCheckAsksForRun, [removes(20, 0), begins(21)], 100)).toBe("holds");
  });

  it("wants none with failover disabled", () => {
    const setting = { constants: constantsWith({ failoverDisabled: 1 }) };
    expect(verdict(ownCheckAsksForRun, [removes(20, 0)], 300, setting)).toBe("not-applicable");
  });
});

describe("rogue-address-ends-in-ban", () => {
  const took = (atS: number, host: number, pid: number): Line => [
    atS,
    host,
    { type: "control-accepted", op: "TAKEOVER_IP", from: 2, pid, as: "leader", value: address },
  ];
  const refused = (atS: number, why = "TAKEOVER_IP failed"): Line => [
    atS,
    1,
    { type: "control-refused", op: "TAKEOVER_IP", from: 2, pid: 901, as: "leader", value: address, why },
  ];
  const banned: Line = [40, 1, { type: "banned", forUs: 3e8, by: 1, reason: "rogue-address" }];
  const releases = (atS: number, pid: number): Line[] => [
    [atS, 2, { type: "takeover-started", pid }],
    [atS, 2, { type: "takeover-phase", phase: "node-map", pid }],
    [atS, 2, { type: "takeover-phase", phase: "release", pid }],
  ];
  const learnt = [...releases(20, 900), took(20.1, 0, 900)];
  const again = releases(39.5, 901);
  const on = (...lines: Line[]) => verdict(rogueAddressEndsInBan, lines);

  it("wants a ban of whoever is to take what it has, and what another node serves as it was told", () => {
    expect(on(...learnt, adds(39, 1), ...again, refused(40), banned)).toBe("holds");
    expect(on(...learnt, adds(39, 1), ...again, refused(40))).toBe("violated");
    expect(on(...learnt, adds(39, 1), ...again, took(40, 1, 901))).toBe("violated");
  });

  it("wants none of who has it not, is told nothing, or may have been told something else since", () => {
    expect(on(...learnt, ...again, refused(40))).toBe("holds");
    expect(on(...releases(20, 900), adds(39, 1), ...again, refused(40))).toBe("holds");
    expect(on(...learnt, adds(39, 1), refused(40))).toBe("holds");
    expect(on(...learnt, ...releases(30, 902), adds(39, 1), ...again, refused(40))).toBe("holds");
    const own: Line = [30, 1, { type: "address-assigned", address, on: true }];
    expect(on(...learnt, own, adds(39, 1), ...again, refused(40))).toBe("holds");
    const meanwhile: Line = [20.05, 1, { type: "address-assigned", address, on: true }];
    const byHand = [...releases(20, 900), meanwhile, took(20.1, 0, 900)];
    expect(on(...byHand, adds(39, 1), ...again, refused(40))).toBe("holds");
    const gone: Line = [30, 1, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(1), cause: "killed" }];
    expect(on(...learnt, gone, adds(39, 1), ...again, refused(40))).toBe("holds");
  });

  it("wants none where the control was refused for another reason, or the node is out or has no link", () => {
    expect(on(...learnt, adds(39, 1), ...again, refused(40, "injected failure"))).toBe("holds");
    expect(on(...learnt, adds(39, 1), [39, 1, { type: "flags-changed", flags: 0x20 }], ...again, refused(40))).toBe(
      "holds",
    );
    expect(
      on(
        ...learnt,
        [30, 1, { type: "link-noticed", interface: "eth0", on: false }],
        adds(39, 1),
        ...again,
        refused(40),
      ),
    ).toBe("holds");
  });

  it("wants none where owners stand in a database, or nobody is banned", () => {
    const served = { served: "replicated" } as const;
    expect(verdict(rogueAddressEndsInBan, [...learnt, adds(39, 1), ...again, refused(40)], 300, served)).toBe(
      "not-applicable",
    );
    const setting = { constants: constantsWith({ enableBans: 0 }) };
    expect(verdict(rogueAddressEndsInBan, [...learnt, adds(39, 1), ...again, refused(40)], 300, setting)).toBe(
      "not-applicable",
    );
  });
});

describe("what somebody does by hand during a run is the next run's business", () => {
  const at = 40;

  it("for one-server-per-address", () => {
    expect(verdict(oneServerPerAddress, [adds(at - 1, 1), ...run(at)])).toBe("violated");
    expect(verdict(oneServerPerAddress, run(at, [adds(at + 1, 1)]))).toBe("holds");
    expect(verdict(oneServerPerAddress, run(at, [adds(at + 1, 1, false)]))).toBe("violated");
  });

  it("for no-take-before-release", () => {
    expect(verdict(noTakeBeforeRelease, run(at, [adds(at + 1, 1)]))).toBe("holds");
    expect(verdict(noTakeBeforeRelease, run(at, [adds(at + 1, 1, false)]))).toBe("violated");
    expect(verdict(noTakeBeforeRelease, [adds(at - 1, 1), ...run(at, [removes(at + 1, 1, false)])])).toBe("holds");
  });

  it("for unfit-hosts-nothing", () => {
    const unfit: Line[] = [
      [10, 1, { type: "flags-changed", flags: 2 }],
      [11, 1, { type: "address-removed", address: "10.0.0.2" }],
    ];
    expect(verdict(unfitHostsNothing, [...unfit, ...run(at, [removes(at + 0.5, 0, false), adds(at + 1, 1)])])).toBe(
      "holds",
    );
    expect(verdict(unfitHostsNothing, [...unfit, removes(at - 2, 0), adds(at - 1, 1), ...run(at)])).toBe("violated");
  });
});

describe("what somebody does by hand", () => {
  it("takes an address from a node that keeps it otherwise", () => {
    expect(verdict(addressesAreKept, [removes(40, 0, false)])).toBe("violated");
    expect(verdict(addressesAreKept, [removes(40, 0)])).toBe("holds");
  });

  it("is left where nobody drops addresses any more", () => {
    const active: Line = [20, 1, { type: "recovery-mode-changed", mode: "active" }];
    const dropped: Line = [141, 1, { type: "address-removed", address: "10.0.0.2" }];
    expect(verdict(addressesDroppedInTime, [active, dropped, adds(150, 1)], 600)).toBe("holds");
    expect(verdict(addressesDroppedInTime, [active, dropped, adds(150, 1, false)], 600)).toBe("violated");
    expect(verdict(addressesDroppedInTime, [adds(15, 1), active, dropped], 600)).toBe("violated");
  });

  it("counts as double hosting where a node looks after its addresses", () => {
    const out: Line = [20, 1, { type: "flags-changed", flags: 0x20 }];
    expect(verdict(doubleHostingEnds, [adds(40, 1)], 1_000)).toBe("violated");
    expect(verdict(doubleHostingEnds, [out, adds(40, 1)], 1_000)).toBe("holds");
    expect(verdict(doubleHostingEnds, [out, adds(40, 1, false)], 1_000)).toBe("violated");
  });

  it("is nobody's when a daemon shuts down", () => {
    const shuts: Line[] = [
      [40, 1, { type: "runstate-changed", runState: "shutdown" }],
      [40.1, 1, { type: "process-exited", program: "recoverd", pid: pids.recoverd(1), cause: "exit" }],
      [40.2, 1, { type: "address-removed", address: "10.0.0.2" }],
    ];
    const gone: Line = [41, 1, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(1), cause: "exit" }];
    expect(verdict(shutdownLeavesNothing, [...shuts, adds(40.5, 1), gone])).toBe("holds");
    expect(verdict(shutdownLeavesNothing, [...shuts, adds(40.5, 1, false), gone])).toBe("violated");
    expect(verdict(shutdownLeavesNothing, [adds(39, 1), ...shuts, gone])).toBe("violated");
  });
});
