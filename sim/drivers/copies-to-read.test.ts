import { describe, expect, it } from "vitest";
import type { Fault, Job, TraceEvent, Work } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
/** The lmaster of "a" is node 1, which leads. */
const leader = 1;
const about = { db: "v1", key: "a" } as const;
const read: Work = { do: "read", ...about };

function job(atS: number, node: number, ...work: readonly Work[]): Job {
  return { atUs: atS * s, node, client: 0, work };
}

function writing(atS: number, node: number, forS = 0): Job {
  return job(atS, node, { do: "lock", ...about }, { do: "work", forUs: forS * s }, { do: "write", ...about });
}

const recoverAt = (atS: number): Fault => ({ kind: "admin", host: 0, command: "recover", atUs: atS * s });

function run(jobs: readonly Job[], faults: readonly Fault[] = [], dropped: readonly string[] = []): Watched {
  const databases = [{ name: "v1", kind: "volatile", readOnly: true } as const];
  return watch(quietCluster({ durationUs: 100 * s, databases, jobs, faults, dropped }));
}

function of<T extends TraceEvent["type"]>({ events }: Watched, type: T) {
  return events.filter((event): event is Extract<TraceEvent, { type: T }> => event.type === type);
}

describe("who reads", () => {
  it("gets a copy where it has one that is not to be read, else the record itself", () => {
    const seen = run([writing(50, 0), job(55, 2, read), job(60, 0, read)]);
    const written = of(seen, "record-written")[0]?.value;
    expect(of(seen, "record-read").map(({ host, value }) => [host, value])).toEqual([
      [2, written],
      [0, written],
    ]);
    expect(of(seen, "record-given").map(({ to }) => to)).toEqual([0, 2]);
    expect(of(seen, "record-delegated").map(({ host, to }) => [host, to])).toEqual([[2, 0]]);
  });
});

describe("a read that a thaw sends again, where this node is the dmaster by now", () => {
  const jobs = [
    writing(48, 0),
    writing(60, 0, 4),
    job(61, leader, read),
    job(61, 2, read),
    writing(70, 0),
    job(80, 2, read),
  ];
  const deaf: Fault = { kind: "fail-control", atUs: 68 * s, host: 2, op: "UPDATE_RECORD", times: 99 };
  const faults = [recoverAt(50), recoverAt(62), deaf];

  it("needs no copy: the other one is called back before anybody writes", () => {
    const seen = run(jobs, faults);
    expect(of(seen, "record-delegated").map(({ to }) => to)).toEqual([2]);
    expect(of(seen, "record-written")).toHaveLength(2);
  });

  it("gets one as shipped: calling it back fails, and the other one is read after the next write", () => {
    const seen = run(jobs, faults, ["dmasters-take-no-copy"]);
    expect(of(seen, "record-delegated").map(({ to }) => to)).toEqual(expect.arrayContaining([leader, 2]));
    const [, second, third] = of(seen, "record-written");
    const last = of(seen, "record-read").at(-1);
    expect(third?.atUs).toBeLessThan(last?.atUs ?? 0);
    expect(last?.value).toBe(second?.value);
  });
});
