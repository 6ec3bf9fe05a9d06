import { describe, expect, it } from "vitest";
import { constantsWith, type Fault, modelFor, newCtdbdData, newDatabase, newFrame } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const NAME = "generations-are-checked-last";
const DATABASES = [
  { name: "a.tdb", kind: "volatile" },
  { name: "b.tdb", kind: "volatile" },
] as const;
const HOSTS = [0, 1, 2];

const started = { event: "recovery-started", delayUs: 0 } as const;
/** The leader's lock is gone as its recovery begins; its helper stands still until all probe the lock for the next leader. */
const faults: readonly Fault[] = [
  { kind: "admin", atUs: 60 * s, host: 0, command: "recover" },
  { kind: "pause-process", atUs: 60 * s, on: started, host: -1, program: "recovery-helper", forUs: 2 * s },
  { kind: "kill-process", atUs: 60 * s, on: started, host: -1, program: "lock-helper", restartUs: 0 },
  {
    kind: "pause-process",
    atUs: 60 * s,
    on: { event: "election-announced", delayUs: 1 },
    host: -1,
    program: "lock-helper",
    forUs: 3 * s,
  },
  ...HOSTS.map((host): Fault => {
    const on = { event: "database-thawed", delayUs: 0 } as const;
    return { kind: "slow-exec", atUs: 60 * s, on, host, forUs: 10 * s, extraUs: 4 * s };
  }),
];

const overtaken = (dropped: readonly string[]): Watched =>
  watch(quietCluster({ databases: DATABASES, faults, dropped, durationUs: 180 * s }));

/** How each host was left: its recovery mode, and the databases that are frozen. */
function left({ events }: Watched): readonly string[] {
  return HOSTS.map((pnn) => {
    const frozen = new Set<string>();
    let mode = "";
    for (const event of events) {
      if (event.host !== pnn) continue;
      if (event.type === "recovery-mode-changed") mode = event.mode;
      if (event.type === "database-frozen") frozen.add(event.db);
      if (event.type === "database-thawed") frozen.delete(event.db);
    }
    return [mode, ...frozen].join(" ");
  });
}

function refusals({ events }: Watched): readonly string[] {
  return events.flatMap((event) => (event.type === "control-refused" ? [`${event.op}: ${event.why}`] : []));
}

describe("a node that a former leader's helper comes to while it probes the lock", () => {
  it("becomes normal as shipped, though its databases are frozen, and stays so", () => {
    const run = overtaken([NAME]);
    expect(left(run)).toEqual(["normal a.tdb b.tdb", "normal a.tdb b.tdb", "normal a.tdb b.tdb"]);
    expect(refusals(run)).toEqual([]);
  });

  it("refuses, and is recovered anew", () => {
    const run = overtaken([]);
    expect(left(run)).toEqual(["normal", "normal", "normal"]);
    expect(refusals(run)).toContain("SET_RECMODE: another recovery has begun while the lock was probed");
  });
});

describe("what is looked at after the probe", () => {
  const base = { pnn: 0, pid: 100, nodes: 2, lockConfigured: true, lockSetting: "", nowUs: 0, monotonicUs: 0 };
  const answer = (generation: number, mode: "none" | "pending" | "frozen", frozen = false, dropped = [""]) => {
    const d = { ...newCtdbdData(base, "head", []), generation: 5, frozen };
    for (const spec of DATABASES) d.databases[spec.name] = newDatabase(spec, 5);
    d.databases["b.tdb"] = { ...newDatabase(DATABASES[1], generation), mode };
    const guard = modelFor({ lock: "fcntl", dropped }).charts["set-normal"]?.guards["overtaken"];
    return guard?.test({ d, f: newFrame({}), k: constantsWith() } as never, { type: "RESUME" } as never);
  };

  it("is whether its databases are still those of its map, and open", () => {
    expect(answer(5, "none")).toBe(false);
    expect(answer(4, "none")).toBe(true);
    expect(answer(5, "pending")).toBe(true);
    expect(answer(5, "frozen")).toBe(true);
  });

  it("is not what the node has frozen itself: it may be banned or stopped by now", () => {
    expect(answer(5, "frozen", true)).toBe(false);
  });

  it("is nothing as shipped", () => {
    expect(answer(4, "frozen", false, [NAME])).toBe(false);
  });
});
