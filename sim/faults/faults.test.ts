import { describe, expect, it } from "vitest";
import { defaultAssumptionNames, type Fault, type FaultKind, type FaultOf, faultKinds } from "../../model/index.ts";
import { quietCluster, type Seen, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const ms = 1_000;
const at = { atUs: 60 * s };

const leader = watch(quietCluster()).events.findLast(({ type }) => type === "leadership-claimed")?.host ?? 0;
const other = (leader + 1) % 3;
const host = leader;

/** Everything is allowed: which assumptions a fault offends is the nemesis' business. */
const dropped = ["lock-object-stays", "lock-storage-answers", "dead-parents-are-reaped"];

function struck(...faults: readonly Fault[]): Watched {
  return watch(quietCluster({ faults, dropped }));
}

function between(from: number, to: number, seen: readonly Seen[]): number {
  return seen.filter(({ seconds }) => seconds >= from && seconds <= to).length;
}

/** The same with a lease lock, as shipped; node `host` keeps it. */
function leased(fault: Fault): Watched {
  return watch(quietCluster({ lock: "etcd-ttl", faults: [fault], dropped: defaultAssumptionNames("etcd-ttl") }));
}

/** A node that is disabled a second later has a client of smbd, and one of NFS, at an address that only it and the leader know. */
function released(fault: Fault): Watched {
  const address = "10.0.0.1";
  const user = { way: { address }, file: "f", atUs: 30 * s, pauseUs: [s, s], reclaimUs: [0, 0] } as const;
  return watch(
    quietCluster({
      faults: [fault, { kind: "admin", host: other, command: "disable", atUs: 61 * s }],
      publicAddresses: [
        { address, nodes: [host, other] },
        { address: "10.0.0.2", nodes: [host] },
      ],
      databases: [{ name: "a.tdb", kind: "volatile" }],
      jobs: [{ atUs: 50 * s, node: other, client: 0, work: [] }],
      nfs: { grace: "fs-remember", records: "shared-directory", dropUs: [s, s], users: [user] },
    }),
  );
}

/** For each kind of fault what its sentence says. */
const effects: Readonly<{ [K in FaultKind]: () => void }> = {
  "crash-host": () => {
    const run = struck({ ...at, kind: "crash-host", host, forUs: 40 * s });
    expect(
      run.after("process-exited").filter((event) => event.host === host && event.cause === "crash").length,
    ).toBeGreaterThan(3);
    expect(run.after("peer-dead").every(({ cause, seconds }) => cause === "silent" && seconds > 20)).toBe(true);
    expect(run.after("lock-freed")[0]).toMatchObject({ host, cause: "host-down", seconds: 0 });
    expect(run.after("host-started")).toMatchObject([{ host, seconds: 40 }]);
  },
  "pause-host": () => {
    const run = struck({ ...at, kind: "pause-host", host, forUs: 2 * s });
    expect(between(0.001, 1.999, run.after("leadership-claimed"))).toBe(0);
    expect(run.after("host-resumed")).toMatchObject([{ host, seconds: 2 }]);
    expect(run.after("process-exited")).toEqual([]);
  },
  "kill-process": () => {
    const run = struck({ ...at, kind: "kill-process", host: other, program: "ctdbd", restartUs: 5 * s });
    expect(run.after("process-exited")[0]).toMatchObject({
      host: other,
      program: "ctdbd",
      cause: "killed",
      seconds: 0,
    });
    expect(run.after("process-started").find(({ program }) => program === "ctdbd")).toMatchObject({
      host: other,
      seconds: 5,
    });
  },
  "pause-process": () => {
    const run = struck({ ...at, kind: "pause-process", host, program: "recoverd", forUs: 2 * s });
    expect(between(0.001, 1.999, run.after("leadership-claimed"))).toBe(0);
    expect(run.after("process-stopped")).toMatchObject([{ host, program: "recoverd", seconds: 0 }]);
    expect(run.after("process-continued")).toMatchObject([{ host, program: "recoverd", seconds: 2 }]);
  },
  "unreaped-parents": () => {
    const kill = { kind: "kill-process", host, program: "recoverd", restartUs: 0, atUs: 61 * s } as const;
    const run = struck({ ...at, kind: "unreaped-parents", host, forUs: 20 * s }, kill);
    const freed = run.after("lock-freed").find((event) => event.host === host);
    expect(freed?.seconds).toBeGreaterThan(20);
  },
  "waiting-daemon": () => {
    // A client keeps a record through a freeze: another that wants it has the daemon stand in line itself.
    const work = (forUs: number) => [{ do: "lock", db: "a.tdb", key: "k" } as const, { do: "work", forUs } as const];
    const run = watch(
      quietCluster({
        faults: [{ ...at, kind: "waiting-daemon", host: other }],
        dropped,
        databases: [{ name: "a.tdb", kind: "volatile" }],
        jobs: [
          { atUs: 61 * s, node: other, client: 0, work: work(50 * s) },
          { atUs: 63 * s, node: host, client: 0, work: work(0) },
        ],
      }),
    );
    expect(run.after("peer-dead").filter(({ peer, cause }) => peer === other && cause === "silent")).not.toEqual([]);
  },
  "slow-script": () => {
    const recover = { kind: "admin", host, command: "recover", atUs: 61 * s } as const;
    const run = struck({ ...at, kind: "slow-script", host, forUs: 10 * s, extraUs: 3 * s }, recover);
    expect(run.after("recovery-completed")[0]?.seconds).toBeGreaterThan(7);
  },
  "slow-disk": () => {
    const fault: Fault = { ...at, kind: "slow-disk", host, forUs: 10 * s, extraUs: 3 * s };
    const job = { node: host, client: 0, work: [{ do: "transact", db: "p.tdb", key: "k" }] } as const;
    const run = watch(
      quietCluster({
        faults: [fault],
        databases: [{ name: "p.tdb", kind: "persistent" }],
        jobs: [
          { ...job, atUs: 61 * s },
          { ...job, atUs: 80 * s },
        ],
      }),
    );
    const [asked, next] = run.after("transaction-asked").map(({ seconds }) => seconds);
    const [slow, quick] = run.after("transaction-ended").map(({ seconds }) => seconds);
    expect((slow ?? 0) - (asked ?? 0)).toBeCloseTo(3, 1);
    expect((quick ?? 0) - (next ?? 0)).toBeLessThan(0.1);
  },
  "lost-fsync": () => {
    const lies = [0, 1, 2].map((each): Fault => ({ ...at, kind: "lost-fsync", host: each, forUs: 30 * s }));
    const cuts = [0, 1, 2].map((each): Fault => ({ kind: "crash-host", atUs: 80 * s, host: each, forUs: 1 * s }));
    const read = (faults: readonly Fault[]): readonly number[] => {
      const job = { client: 0, work: [{ do: "transact", db: "p.tdb", key: "k" }] } as const;
      const moments = [50, 70, 160];
      const jobs = moments.map((seconds) => ({ ...job, node: other, atUs: seconds * s }));
      const run = watch(
        quietCluster({ durationUs: 200 * s, faults, databases: [{ name: "p.tdb", kind: "persistent" }], jobs }),
      );
      return run.after("transaction-read").map(({ sequence }) => sequence);
    };
    // The second transaction reads the first, the third both; unless the second was never on a disk.
    expect(read([...lies, ...cuts])).toEqual([1, 1]);
    expect(read([lies[0] as Fault, ...cuts])).toEqual([1, 2]);
    expect(read([{ ...at, kind: "admin", host, command: "recover" }, ...cuts])).toEqual([1, 2]);
  },
  "corrupt-file": () => {
    const kill = { kind: "kill-process", host: other, program: "ctdbd", restartUs: 1 * s, atUs: 61 * s } as const;
    const run = watch(
      quietCluster({
        faults: [{ ...at, kind: "corrupt-file", host: other }, kill],
        databases: [{ name: "p.tdb", kind: "persistent" }],
        heal: { atUs: 90 * s, core: [0, 1, 2] },
      }),
    );
    expect(run.after("database-corrupt")).toMatchObject([{ host: other }]);
    const states = run.after("runstate-changed").filter((event) => event.host === other);
    expect(states.filter(({ seconds }) => seconds < 30)).toEqual([]);
    expect(states.some(({ runState }) => runState === "first-recovery")).toBe(true);
  },
  "script-fails": () => {
    const fault = { ...at, kind: "script-fails", host: other, forUs: 40 * s } as const;
    const run = struck({ ...fault, event: "monitor", script: "50.samba" });
    const ended = run.after("event-ended").filter((event) => event.host === other && event.event === "monitor");
    expect(ended[0]).toMatchObject({ outcome: "failed", script: "50.samba" });
    expect(ended.filter(({ outcome, seconds }) => outcome === "failed" && seconds > 40)).toEqual([]);
    const flags = run.after("flags-changed").filter((event) => event.host === other);
    expect(flags.map((event) => event.flags)).toEqual([2, 0]);
  },
  "script-hangs": () => {
    const fault = { ...at, kind: "script-hangs", host: other, forUs: 20 * s } as const;
    const hung = struck({ ...fault, event: "monitor", script: "05.system" });
    const [first] = hung.after("event-ended").filter((event) => event.host === other && event.event === "monitor");
    expect(first).toMatchObject({ outcome: "done" });
    expect(first?.seconds).toBeGreaterThanOrEqual(20);
    const longer = struck({ ...fault, forUs: 60 * s, event: "monitor", script: "05.system" });
    const [given] = longer.after("event-ended").filter((event) => event.host === other && event.event === "monitor");
    expect(given).toMatchObject({ outcome: "timed-out" });
  },
  "service-down": () => {
    const run = struck({ ...at, kind: "service-down", host: other, forUs: 40 * s, service: "nfs" });
    expect(run.after("service-down")).toMatchObject([{ host: other, service: "nfs", seconds: 0 }]);
    expect(run.after("service-up")).toMatchObject([{ host: other, seconds: 40 }]);
    // Its first failed check is borne: it has worked before.
    const monitors = run.after("event-ended").filter((event) => event.host === other && event.event === "monitor");
    expect(monitors.slice(0, 2).map(({ outcome }) => outcome)).toEqual(["done", "failed"]);
  },
  "link-down": () => {
    const run = struck({ ...at, kind: "link-down", host: other, forUs: 40 * s });
    expect(run.after("link-down")).toMatchObject([{ host: other, interface: "eth0", seconds: 0 }]);
    expect(run.after("link-up")).toMatchObject([{ host: other, seconds: 40 }]);
    expect(run.after("link-noticed").map(({ host, on }) => [host, on])).toEqual([
      [other, false],
      [other, true],
    ]);
    const [first] = run.after("event-ended").filter((event) => event.host === other && event.event === "monitor");
    expect(first).toMatchObject({ outcome: "failed", script: "10.interface" });
    const [removed] = run.after("address-removed");
    expect(removed).toMatchObject({ host: other });
    expect(removed?.seconds).toBeLessThan(20);
    // One that no address may be on is nobody's business.
    const idle = struck({ ...at, kind: "link-down", host: other, forUs: 40 * s, interface: "eth7" });
    expect([idle.after("link-noticed"), idle.after("address-removed")]).toEqual([[], []]);
  },
  "capture-drops-replies": () => {
    const run = released({ ...at, kind: "capture-drops-replies", host: other, forUs: 10 * s });
    expect(run.after("connection-lost").map(({ cause }) => cause)).toEqual(["closed"]);
    expect(run.after("connection-reset").map(({ cause }) => cause)).toEqual(["tickled", "tickled"]);
    const [removed] = run.after("address-removed");
    expect(removed?.seconds).toBeGreaterThan(6);
  },
  "capture-takes-own-packets": () => {
    const run = released({ ...at, kind: "capture-takes-own-packets", host: other, forUs: 10 * s });
    // That of smbd is killed one way, and there the killer has sent nothing the other way.
    expect(run.after("connection-lost").map(({ cause }) => cause)).toEqual(["killed"]);
    expect(run.after("connection-reset").map(({ cause }) => cause)).toEqual(["tickled", "tickled"]);
    const [removed] = run.after("address-removed");
    expect(removed?.seconds).toBeLessThan(2);
  },
  "slow-exec": () => {
    const lost = { kind: "kill-process", host, program: "lock-helper", restartUs: 0, atUs: 61 * s } as const;
    const run = struck({ ...at, kind: "slow-exec", host, forUs: 10 * s, extraUs: 3 * s }, lost);
    const taken = run.after("lock-taken").filter(({ probe }) => !probe);
    expect(taken.map((event) => event.host)).not.toContain(host);
    const probed = run.after("probe-answered").find((event) => event.host === host);
    expect((probed?.seconds ?? 0) - (taken[0]?.seconds ?? 0)).toBeGreaterThan(3);
  },
  "slow-local-delivery": () => {
    const recover = { kind: "admin", host, command: "recover", ...at } as const;
    const run = struck({ ...at, kind: "slow-local-delivery", host, forUs: 3 * s, extraUs: 500 * ms }, recover);
    expect(run.after("local-delivery-slowed").map(({ extraUs, seconds }) => [extraUs, seconds])).toEqual([
      [500 * ms, 0],
      [0, 3],
    ]);
    expect(run.after("recovery-completed")[0]?.seconds).toBeGreaterThan(3);
  },
  partition: () => {
    const cut = [
      [host, other],
      [other, host],
    ] as const;
    const run = struck({ ...at, kind: "partition", shape: "link", cut, forUs: 40 * s });
    expect(run.after("partition-began")).toMatchObject([{ cut, seconds: 0 }]);
    expect(run.after("partition-healed")).toMatchObject([{ cut, seconds: 40 }]);
    const dead = run.after("peer-dead").map((event) => [event.host, event.peer]);
    expect(dead.sort()).toEqual(
      [
        [host, other],
        [other, host],
      ].sort(),
    );
  },
  "slow-link": () => {
    const run = struck({ ...at, kind: "slow-link", from: host, to: other, forUs: 20 * s, extraUs: 6 * s });
    // Its announcements come 6 s late: longer than the leader time-out.
    expect(run.after("election-started")[0]).toMatchObject({ host: other, reason: "leader timeout" });
    expect(run.after("peer-dead")).toEqual([]);
  },
  "break-connection": () => {
    const run = struck({ ...at, kind: "break-connection", from: host, to: other, prefix: 0 });
    const dead = run.after("peer-dead");
    expect(dead.map((event) => [event.host, event.peer, event.cause]).sort()).toEqual(
      [
        [host, other, "closed"],
        [other, host, "closed"],
      ].sort(),
    );
    expect(run.after("peer-connected")).toHaveLength(2);
    for (const { seconds } of run.after("peer-connected")) expect(seconds).toBeLessThan(1.5);
  },
  "late-control": () => {
    const recover = { kind: "admin", host, command: "recover", ...at } as const;
    const run = struck({ ...at, kind: "late-control", host: other, op: "SET_VNNMAP", byUs: 2 * s, times: 1 }, recover);
    expect(run.after("control-delayed")).toMatchObject([{ host: other, op: "SET_VNNMAP", byUs: 2 * s }]);
    const map = run.after("control-accepted").filter(({ op }) => op === "SET_VNNMAP");
    const [mine, late] = [map.find((event) => event.host === host), map.find((event) => event.host === other)];
    expect((late?.seconds ?? 0) - (mine?.seconds ?? 0)).toBeCloseTo(2, 2);
  },
  "fail-control": () => {
    const recover = { kind: "admin", host, command: "recover", ...at } as const;
    const run = struck({ ...at, kind: "fail-control", host: other, op: "SET_VNNMAP", times: 2 }, recover);
    expect(run.after("control-refused").map((event) => [event.host, event.op, event.why])).toEqual([
      [other, "SET_VNNMAP", "injected failure"],
      [other, "SET_VNNMAP", "injected failure"],
    ]);
    expect(run.after("recovery-failed")).toHaveLength(2);
    expect(run.after("recovery-completed")).toHaveLength(1);
  },
  "remove-lock-file": () => {
    const run = struck({ ...at, kind: "remove-lock-file" });
    expect(run.after("lock-object-changed").map(({ change }) => change)).toEqual(["removed", "created"]);
    expect(run.after("lock-lost")).toMatchObject([{ host }]);
  },
  "replace-lock-file": () => {
    const run = struck({ ...at, kind: "replace-lock-file" });
    expect(run.after("lock-object-changed")).toMatchObject([{ change: "replaced", object: 2 }]);
    expect(run.after("lock-lost")).toMatchObject([{ host }]);
  },
  "lock-directory-gone": () => {
    const run = struck({ ...at, kind: "lock-directory-gone", forUs: 12 * s });
    expect(
      new Set(
        run
          .after("lock-refused")
          .filter(({ seconds }) => seconds < 12)
          .map(({ status }) => status),
      ),
    ).toEqual(new Set(["3"]));
    expect(run.after("lock-object-changed")).toEqual([]);
  },
  "storage-hang": () => {
    const run = struck({ ...at, kind: "storage-hang", host, forUs: 20 * s });
    expect(run.after("storage-changed").map(({ state, seconds }) => [state, seconds])).toEqual([
      ["hung", 0],
      ["ok", 20],
    ]);
    // The check child hangs, and nobody is told; the lock stays.
    expect(run.after("lock-lost")).toEqual([]);
    expect(run.after("lock-freed")).toEqual([]);
  },
  "storage-error": () => {
    const run = struck({ ...at, kind: "storage-error", host, forUs: 20 * s });
    expect(run.after("storage-changed").map(({ state, seconds }) => [state, seconds])).toEqual([
      ["failing", 0],
      ["ok", 20],
    ]);
    expect(run.after("lock-lost")[0]).toMatchObject({ host });
    expect(run.after("lock-taken").find(({ probe }) => !probe)?.host).not.toBe(host);
  },
  "service-cut": () => {
    const run = leased({ ...at, kind: "service-cut", host, forUs: 20 * s });
    expect(run.after("service-changed")).toMatchObject([
      { host, state: "cut" },
      { host, state: "ok", seconds: 20 },
    ]);
    expect(run.after("lock-freed")[0]).toMatchObject({ host, cause: "expired" });
  },
  "service-slow": () => {
    const run = leased({ ...at, kind: "service-slow", host, forUs: 20 * s, extraUs: 4 * s });
    expect(run.after("service-changed")).toMatchObject([{ state: "slow" }, { state: "ok" }]);
    // Three requests a round take longer there and back than the lease lasts.
    expect(run.after("lock-freed")[0]).toMatchObject({ host, cause: "expired" });
  },
  "service-stall": () => {
    const run = leased({ ...at, kind: "service-stall", forUs: 5 * s });
    expect(run.after("service-changed")).toMatchObject([{ state: "stalled" }, { state: "ok", seconds: 5 }]);
    expect(run.after("lock-freed")).toEqual([]);
  },
  "service-restart": () => {
    const run = leased({ ...at, kind: "service-restart", forUs: 20 * s });
    expect(run.after("lock-lost")[0]?.seconds).toBeLessThan(2.1);
    expect(run.after("lock-refused")[0]).toMatchObject({ status: "3" });
  },
  "lease-ends-early": () => {
    const run = leased({ ...at, kind: "lease-ends-early" });
    expect(run.after("lease-ended-early")).toMatchObject([{ seconds: 0 }]);
    expect(run.after("lock-taken")[0]?.seconds).toBeLessThan(2.1);
  },
  "late-refresh": () => {
    const run = leased({ ...at, kind: "late-refresh", host, byUs: 20 * s, times: 1 });
    expect(run.after("lock-freed")[0]).toMatchObject({ host, cause: "expired" });
  },
  "clock-step": () => {
    const run = struck({ ...at, kind: "clock-step", host, byUs: -20 * s });
    expect(run.after("clock-stepped")).toMatchObject([{ host, byUs: -20 * s, seconds: 0 }]);
    // Its timers wait until its clock shows again what they were set for.
    expect(
      between(
        0.1,
        19,
        run.after("leadership-claimed").filter((event) => event.host === host),
      ),
    ).toBe(0);
    expect(between(19, 22, run.after("leadership-claimed"))).toBeGreaterThan(0);
  },
  "clock-rate": () => {
    const run = struck({ ...at, kind: "clock-rate", host, forUs: 20 * s, ratePpm: 500_000 });
    expect(run.after("clock-rate-changed")).toMatchObject([{ ratePpm: 500_000 }, { ratePpm: 0, seconds: 20 }]);
    expect(between(0, 20, run.after("leadership-claimed"))).toBeGreaterThan(28);
  },
  "address-command": () => {
    const drops = ["10.0.0.1"];
    const run = struck({
      ...at,
      kind: "address-command",
      host: other,
      command: "reloadips",
      adds: ["10.0.0.9"],
      drops,
    });
    expect(run.after("addresses-file-changed")).toMatchObject([{ addresses: ["10.0.0.2", "10.0.0.3", "10.0.0.9"] }]);
    expect(run.after("address-known").filter(({ on }) => on)).toMatchObject([{ host: other, address: "10.0.0.9" }]);
    expect(run.after("reload-ended")).toMatchObject([{ host: other, ok: true, added: 1, deleted: 1 }]);
  },
  "ip-command": () => {
    const run = struck(
      { ...at, kind: "ip-command", host: other, command: "flush" },
      { atUs: 61 * s, kind: "ip-command", host: other, command: "add", address: "10.9.9.9" },
    );
    const [gone] = run.after("address-removed");
    expect(gone).toMatchObject({ host: other, byHand: true, seconds: 0 });
    // A takeover run that the node itself asks for brings it back.
    const back = run.after("address-added").filter(({ address }) => address === gone?.address);
    expect(back).toMatchObject([{ host: other }]);
    expect(back[0]?.byHand).toBeUndefined();
    expect(back[0]?.seconds).toBeLessThan(4);
    const mine = gone?.address ?? "";
    const added = struck({ ...at, kind: "ip-command", host, command: "add", address: mine });
    expect(added.after("address-added")).toMatchObject([{ host, address: mine, byHand: true, seconds: 0 }]);
    expect(added.after("address-removed")).toMatchObject([{ host, address: mine }]);
    expect(added.after("address-removed")[0]?.seconds).toBeLessThan(4);
    expect(added.after("banned")).toEqual([]);
  },
  admin: () => {
    const run = struck({ ...at, kind: "admin", host: other, command: "ban", forUs: 7 * s });
    expect(run.after("admin-command")).toMatchObject([{ host: other, command: "ban" }]);
    expect(run.after("banned")).toMatchObject([{ host: other, forUs: 7 * s, reason: "admin" }]);
    expect(run.after("unbanned")[0]?.seconds).toBeCloseTo(7, 2);
  },
};

describe("a fault does what its sentence says:", () => {
  it.each(Object.keys(faultKinds) as FaultKind[])("%s", (kind) => {
    effects[kind]();
  });
});

describe("an administrator", () => {
  type Command = FaultOf<"admin">["command"];
  const commanded = (command: Command, then: Command) =>
    struck({ ...at, kind: "admin", host: other, command }, { atUs: 70 * s, kind: "admin", host: other, command: then });

  it.each([
    ["stop", "continue", 0x20],
    ["disable", "enable", 0x04],
    ["ban", "unban", 0x08],
  ] as const)("can undo %s by %s", (command, undo, flag) => {
    const flags = commanded(command, undo).after("flags-changed");
    expect(flags.filter((event) => event.host === other).map((event) => event.flags)).toEqual([flag, 0]);
  });

  it("can take the leader role and give it back", () => {
    const roles = commanded("setleaderrole-off", "setleaderrole-on").after("leader-role-set");
    expect(roles.map(({ on }) => on)).toEqual([false, true]);
  });

  it("can shut a node down; a command to a daemon that is gone does nothing", () => {
    const run = commanded("shutdown", "recover");
    const states = run.after("runstate-changed").filter((event) => event.host === other);
    expect(states.map(({ runState }) => runState)).toEqual(["shutdown"]);
    expect(run.after("admin-command")).toHaveLength(2);
  });
});
