import { expect, it } from "vitest";
import { quietCluster, strikeLeader, type Watched, watch } from "../quiet-cluster.ts";

const shutdown = { kind: "admin", command: "shutdown" } as const;

/** When the node that was told to shut down had no addresses any more, and when it was gone. */
function timesOf(run: Watched): readonly [droppedAfter: number | undefined, goneAfter: number | undefined] {
  const of = ({ host }: { readonly host: number }): boolean => host === run.struck;
  const gone = run.after("process-exited").find((event) => of(event) && event.program === "ctdbd");
  return [run.after("address-removed").find(of)?.seconds, gone?.seconds];
}

it("a node that shuts down has the leader take its addresses first, and goes when they are gone (§1.5)", () => {
  const run = watch(quietCluster({ faults: [{ ...shutdown, host: 2, atUs: 60_000_000 }] }));
  const [dropped = 99, gone = 99] = timesOf(run);
  expect(dropped).toBeLessThan(1.2);
  expect(gone).toBeGreaterThan(dropped);
  expect(gone).toBeLessThan(dropped + 0.1);
  expect(run.after("takeover-ended")[0]).toMatchObject({ ok: true });
});

it("the leader does so for itself, before it lets go of the lock", () => {
  const run = watch(quietCluster({ faults: [strikeLeader(shutdown)] }));
  const [dropped = 99] = timesOf(run);
  const freed = run.after("lock-freed").find(({ host }) => host === run.struck)?.seconds ?? 99;
  expect(dropped).toBeLessThanOrEqual(freed);
  expect(freed).toBeLessThan(1.3);
});

it("nobody answers: it waits for the shutdown failover timeout, and goes all the same", () => {
  // Until then somebody answers: nodes get their addresses by a takeover run.
  const isLeader = ({ d }: { d: { nowUs: number; leader: number; pnn: number } }): boolean =>
    d.nowUs < 50_000_000 && d.leader === d.pnn;
  const deaf = { id: "deaf", chart: "recovery-daemon", guards: { isLeader } };
  const [, gone = 99] = timesOf(watch(quietCluster({ faults: [{ ...shutdown, host: 2, atUs: 60_000_000 }] }), [deaf]));
  expect(gone).toBeGreaterThan(10);
  expect(gone).toBeLessThan(10.1);
});

it("4.17 does not wait", () => {
  const run = watch(quietCluster({ ctdb: "4.17", faults: [{ ...shutdown, host: 2, atUs: 60_000_000 }] }));
  expect(timesOf(run)[1]).toBeLessThan(0.1);
});
