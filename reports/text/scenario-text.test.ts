import { describe, expect, it } from "vitest";
import type { DrawRule, NfsSpec, Scenario, TraceEvent } from "../../model/index.ts";
import { scenarioText } from "./scenario-text.ts";
import { unstruckText } from "./unstruck.ts";

const scenario: Scenario = {
  version: 1,
  seed: "1",
  nodes: 1,
  lock: "none",
  durationUs: 1,
  timing: { networkUs: [1, 1], localUs: [1, 1], execUs: [1, 1], storageUs: [1, 1], scriptUs: [1, 1], bootUs: [0, 0] },
  storage: { lockRecoveryUs: 0, expelPausedUs: 0 },
  clockOffsetUs: [0],
  set: {},
  faults: [],
  dropped: [],
};

/** What the expanded scenario says of its draws. */
function drawsLine(draws?: DrawRule): string | undefined {
  const lines = scenarioText(draws === undefined ? scenario : { ...scenario, draws }, 200);
  return lines.find((line) => line.startsWith("  draws "))?.slice("  draws     ".length);
}

describe("databases", () => {
  const names = Array.from({ length: 10 }, (_, index) => ({ name: `db${index}`, kind: "volatile" }) as const);
  const job = { atUs: 0, node: 0, client: 0, work: [] };

  it("are told with their clients, the first of them by name", () => {
    const databases = [{ name: "locking.tdb\u001b", kind: "volatile", priority: 2 } as const, ...names];
    const lines = scenarioText({ ...scenario, recovery: "serial", databases, jobs: [job, job] }, 400).join("\n");
    expect(lines).toContain("recovery  serial");
    expect(lines).toContain("(volatile, priority 2), db0 (volatile), ");
    expect(lines).toContain("db6 (volatile) and 3 more");
    expect(lines).toContain("clients   2 jobs of 1 client");
    expect(lines).not.toContain("\u001b");
  });

  it("are told with how they are recovered where that is not what the version would do", () => {
    const recovery = (given: Partial<Scenario>): string | undefined =>
      scenarioText({ ...scenario, ...given }, 400).find((line) => line.startsWith("  recovery"));
    expect(recovery({ ctdb: "4.3" })).toBe("  recovery  parallel; 4.3 recovered serially: --recovery serial");
    expect(recovery({ ctdb: "4.3", recovery: "serial" })).toBe("  recovery  serial");
    expect(recovery({ recovery: "serial" })).toBe("  recovery  serial; head recovers in parallel");
    expect(recovery({ ctdb: "4.17" })).toBeUndefined();
    const mixed = recovery({ ctdb: ["4.3", "head"], recovery: ["serial", "parallel"] });
    expect(mixed).toBe("  recovery  node 0 serial, node 1 parallel");
    expect(recovery({ ctdb: ["4.3", "head"] })).toContain("; 4.3 recovered serially");
  });

  it("are not told of where there are none", () => {
    expect(scenarioText(scenario, 400).join("\n")).not.toMatch(/databases|clients|recovery/);
  });
});

describe("what is served by NFS", () => {
  const user = { file: "f\u001b", atUs: 0, pauseUs: [1, 1], reclaimUs: [0, 5] } as const;
  const nfs: NfsSpec = {
    grace: "none",
    records: "shared-directory",
    dropUs: [7, 7],
    users: [
      { ...user, way: { address: "a0" } },
      { ...user, way: { address: "a1" }, protocol: "v4", holdUs: [3, 3] },
      { ...user, way: { node: 2 } },
    ],
  };
  const told = (given: NfsSpec): string => scenarioText({ ...scenario, nfs: given }, 200).join("\n");

  it("is told with who locks files, by the numbers that the story has", () => {
    const text = told(nfs);
    expect(text).toContain("nfs       grace none, records in a shared directory");
    expect(text).toMatch(/client 0 {2}NFSv3 by a0 .* keeps it, reclaims within 0 us\.\.5 us/);
    expect(text).toMatch(/client 1 {2}NFSv4 by a1 .* holds it for 3 us/);
    expect(text).toMatch(/client 2 {2}on node 2 itself \(smbd\) .* keeps it$/m);
    expect(text).not.toContain("\u001b");
  });

  it("is told of the first clients alone where there are many", () => {
    const users = Array.from({ length: 20 }, () => ({ ...user, way: { address: "a0" } }));
    expect(told({ ...nfs, users })).toContain("and 8 more");
    expect(told({ ...nfs, grace: "clustered-epochs" })).toContain("NFSv4 by a0");
  });
});

it("without a heal it is said what is not judged, for other liveness is", () => {
  const heal = scenarioText(scenario, 200).find((line) => line.startsWith("  heal"));
  expect(heal).toBe("  heal      never: what is claimed for the time after a heal is not judged");
});

describe("how decisions are drawn", () => {
  it("is not told where it is evenly", () => expect(drawsLine()).toBeUndefined());

  it("is told of ranks", () => {
    expect(drawsLine({ kind: "priorities", changes: 1 })).toBe(
      "hosts and links are served by rank; somebody's drops once (pct)",
    );
    expect(drawsLine({ kind: "priorities", changes: 3 })).toContain("drops 3 times");
  });

  it("is told of a list, with what is listed", () => {
    expect(drawsLine({ kind: "listed", decisions: {} })).toBe("every decision takes its least value");
    const decisions = {
      network: [[0, 5]],
      local: [
        [1, 1],
        [4, 2],
      ],
    } as const;
    expect(drawsLine({ kind: "listed", decisions })).toBe(
      "every decision takes its least value, but for 3 that are listed",
    );
  });
});

describe("faults", () => {
  const faults = [
    { kind: "remove-lock-file", atUs: 5 },
    { kind: "pause-host", atUs: 6, host: 0, forUs: 1 },
  ] as const satisfies Scenario["faults"];
  const struck: TraceEvent = {
    type: "fault-injected",
    fault: "remove-lock-file",
    index: 0,
    detail: "",
    atUs: 5,
    host: -1,
  };

  it("are told as they were planned, and with what came of them once the run is over", () => {
    const rows = (events?: readonly TraceEvent[]) => scenarioText({ ...scenario, faults }, 200, events).slice(-2);
    expect(rows().join("\n")).not.toContain("strike");
    expect(rows([struck])[0]).not.toContain("strike");
    expect(rows([struck])[1]).toMatch(/pause-host .*; did not strike$/);
  });

  it("that did not strike are listed in a line of their own, if there are any", () => {
    expect(unstruckText({ ...scenario, faults }, [struck], 80)).toEqual(["  fault 1 did not strike"]);
    expect(unstruckText({ ...scenario, faults }, [], 80)).toEqual(["  faults 0, 1 did not strike"]);
    expect(unstruckText(scenario, [], 80)).toEqual([]);
  });
});
