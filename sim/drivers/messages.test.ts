import { describe, expect, it } from "vitest";
import type { Fault, Job, Override, Scenario, TraceEvent, Work } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const databases = [{ name: "v1", kind: "volatile" } as const];
const pause: Work = { do: "work", forUs: 0 };

const job = (seconds: number, node: number, client: number, ...work: readonly Work[]): Job => ({
  atUs: seconds * s,
  node,
  client,
  work,
});
/** Clients 0 of all nodes and client 1 of node 2, there before anything is sent. */
const readers = [job(40, 0, 0, pause), job(40, 1, 0, pause), job(40, 2, 0, pause), job(40, 2, 1, pause)];

function run(jobs: readonly Job[], changes: Partial<Scenario> = {}): Watched {
  return watch(quietCluster({ durationUs: 100 * s, databases, jobs: [...readers, ...jobs], ...changes }));
}

type Received = Extract<TraceEvent, { type: "message-received" }>;

function received({ events }: Watched, srvid: string): readonly Received[] {
  return events.filter((event): event is Received => event.type === "message-received" && event.srvid === srvid);
}

/** Hosts that a message has come to, one entry a client. */
const hostsOf = (watched: Watched, srvid: string): readonly number[] =>
  received(watched, srvid)
    .map(({ host }) => host)
    .sort();

describe("a message", () => {
  it("to one client goes to nobody else, on its own node as on another", () => {
    const watched = run([
      job(50, 0, 0, { do: "send", to: 2, client: 1 }),
      job(51, 2, 0, { do: "send", to: 2, client: 1 }),
    ]);
    expect(hostsOf(watched, "client 1")).toEqual([2, 2]);
    expect(hostsOf(watched, "client 0")).toEqual([]);
  });

  it.each(["all", "connected", "active"] as const)("to the %s nodes reaches every client, its sender too", (to) => {
    expect(hostsOf(run([job(50, 0, 0, { do: "send", to })]), "samba")).toEqual([0, 1, 2, 2]);
  });

  it("does not reach a banned node's clients if it is for the active nodes, and does if for the connected ones", () => {
    // Its clients stay: nothing tells them but the loss of an address.
    const faults: Fault[] = [{ kind: "admin", host: 2, command: "stop", atUs: 45 * s }];
    const jobs = (to: "active" | "connected"): readonly Job[] => [job(70, 0, 0, { do: "send", to })];
    const busy = [job(44, 2, 2, { do: "work", forUs: 40 * s })];
    expect(hostsOf(run([...busy, ...jobs("active")], { faults }), "samba")).toEqual([0, 1]);
    expect(hostsOf(run([...busy, ...jobs("connected")], { faults }), "samba")).toEqual([0, 1, 2]);
  });

  it("comes in the order in which it was sent, in the middle of a recovery too", () => {
    const faults: Fault[] = [{ kind: "admin", host: 0, command: "recover", atUs: 60 * s }];
    const send: Work = { do: "send", to: "connected" };
    const many = Array.from({ length: 40 }, (): readonly Work[] => [send, { do: "work", forUs: 50_000 }]).flat();
    const watched = run([job(59, 0, 0, ...many)], { faults });
    const recoveries = watched.events.filter(({ type, atUs }) => type === "recovery-completed" && atUs > 60 * s);
    expect(recoveries).toHaveLength(1);
    for (const host of [0, 1]) {
      const numbers = received(watched, "samba").flatMap((event) => (event.host === host ? [event.number] : []));
      expect(numbers).toEqual(many.slice(0, 40).map((_, index) => index + 1));
    }
  });
});

describe("without being sent by a client", () => {
  it("the last word of one that is gone reaches the others", () => {
    const faults: Fault[] = [{ kind: "kill-process", host: 2, program: "samba-client", atUs: 50 * s, restartUs: 0 }];
    const watched = run([], { faults });
    const [dead] = watched.events.flatMap((event) =>
      event.type === "process-exited" && event.program === "samba-client" ? [event.pid] : [],
    );
    expect(received(watched, "gone").map(({ host, from, sender }) => [host, from, sender])).toEqual(
      expect.arrayContaining([
        [0, 2, dead],
        [1, 2, dead],
        [2, 2, dead],
      ]),
    );
  });

  it("a recovery is told to every client when it is complete", () => {
    const faults: Fault[] = [{ kind: "admin", host: 0, command: "recover", atUs: 60 * s }];
    expect(hostsOf(run([], { faults }), "reconfigure")).toEqual([0, 1, 2, 2]);
  });
});

it("whatever a daemon does with messages can be replaced", () => {
  const scenario = quietCluster({
    durationUs: 60 * s,
    databases,
    jobs: [...readers, job(50, 0, 0, { do: "send", to: "all" })],
  });
  const deaf: Override = { id: "deaf", chart: "messaging", actions: { deliver: () => undefined } };
  const { events } = watch(scenario, [deaf]);
  expect(events.some(({ type }) => type === "message-sent")).toBe(true);
  expect(events.some(({ type }) => type === "message-received")).toBe(false);
});
