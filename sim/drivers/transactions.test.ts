import { describe, expect, it } from "vitest";
import type { Copies, Fault, Job, Scenario, TraceEvent, Work } from "../../model/index.ts";
import { SEQUENCE_KEY } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const P = "p.tdb";

/** Node 1 leads: it boots first. */
function cluster(jobs: readonly Job[], faults: readonly Fault[] = [], more: Partial<Scenario> = {}): Scenario {
  return quietCluster({
    bootAtUs: [2 * s, 0, 2 * s],
    databases: [
      { name: P, kind: "persistent" },
      { name: "g_lock.tdb", kind: "volatile" },
    ],
    jobs,
    faults,
    ...more,
  });
}

function job(atS: number, node: number, ...work: readonly Work[]): Job {
  return { atUs: atS * s, node, client: 0, work };
}

const transact = (key: string): Work => ({ do: "transact", db: P, key });

/** What became of each transaction, in the order in which they ended. */
function outcomes({ events }: Watched): readonly string[] {
  return events.flatMap((event) => (event.type === "transaction-ended" ? [`${event.key} ${event.outcome}`] : []));
}

/** What each node has at the end. */
function files({ result }: Watched): readonly Copies[] {
  return result.view().hosts.map(({ databases }) => databases[P] ?? {});
}

const sequences = (run: Watched): readonly string[] => files(run).map((copies) => copies[SEQUENCE_KEY]?.value ?? "none");
const values = (run: Watched, key: string): readonly string[] => files(run).map((copies) => copies[key]?.value ?? "none");

function show(run: Watched): void {
  for (const event of run.events as readonly TraceEvent[])
    if (/transaction|fault|recovery-(started|completed|mode)|generation|refused|leadership-b/.test(event.type) && event.atUs > 40*s)
      console.log((event.atUs/s).toFixed(4), event.host, JSON.stringify({...event, atUs: undefined, host: undefined}));
  console.log(outcomes(run), sequences(run), values(run, "a"), values(run, "b"));
}


const V = "v.tdb";
const held = (atS: number, node: number, forS: number): Job => job(atS, node, {do:"lock", db: V, key:"k"}, {do:"work", forUs: forS*s});
const three = { databases: [{ name: P, kind: "persistent" }, { name: "g_lock.tdb", kind: "volatile" }, { name: V, kind: "volatile" }] as const };
it("mid", () => {
  show(watch(cluster([held(59, 1, 4), {...job(61.5, 2, transact("a")), client: 1}], [{kind:"admin", command:"recover", host: 0, atUs: 60.2*s}], {durationUs: 100*s, ...three})));
});
it("6.3", () => {
  show(watch(cluster([held(59, 1, 7), job(60.4, 2, transact("a")), {...job(70, 1, transact("b")), client: 1}], [
   {kind:"slow-disk", host: 1, extraUs: 3*s, forUs: 5*s, atUs: 59*s},
   {kind:"slow-disk", host: 2, extraUs: 3*s, forUs: 5*s, atUs: 59*s},
   {kind:"admin", command:"recover", host: 0, atUs: 60.2*s},
   {kind:"admin", command:"recover", host: 0, atUs: 90.2*s},
  ], {durationUs: 120*s, ...three})));
});
