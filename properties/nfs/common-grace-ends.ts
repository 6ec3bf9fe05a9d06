import { graceDesigns, type ObservationType, type Pnn, type TraceEvent } from "../../model/index.ts";
import { byOwnClockUs } from "../bounds.ts";
import { Calm, calmTypes } from "../calm.ts";
import type { Property, Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { Stopwatch } from "../stopwatch.ts";
import { graceTypes } from "./graces.ts";
import { needsNfs } from "./needs-nfs.ts";
import { OwedClients, owedTypes } from "./owed-clients.ts";
import { reachTypes, WithinReach } from "./within-reach.ts";

/** Whoever has nothing to reclaim says so within a renewal of his lease (40 s), a takeover run is over (63 s), all are told. */
const LIFTED_US = 120_000_000;

/** What begins a grace anew everywhere: somebody serves an address that another one did. */
const movingTypes = [
  "takeover-started",
  "address-added",
  "lock-manager-stopped",
] as const satisfies readonly ObservationType[];
const moving: ReadonlySet<string> = new Set([...movingTypes, "host-crashed"]);

interface InGrace {
  readonly host: Pnn;
  /** Whose server it is; "": of the host. */
  readonly address: string;
  /** When it began, or addresses moved last. */
  atUs: number;
  /** For how long it has gone on since then though nobody was owed anything. */
  watch: Stopwatch;
}

interface State {
  readonly setting: Setting;
  readonly owed: OwedClients;
  readonly calm: Calm;
  readonly reach: WithinReach;
  /** By host and address: each server that is in grace. */
  readonly graces: Map<string, InGrace>;
  /** Until then a leader may be kept from a takeover run: the last one that kept him did not come to its end. */
  keptUntilUs: number;
}

function applies(setting: Setting): string | null {
  const { nfs } = setting;
  const isCommon = nfs !== undefined && graceDesigns[nfs.grace].end === "coordinated";
  return needsNfs(setting) ?? (isCommon ? null : "Each server ends its grace by its own timer.");
}

/** Does anybody serve anybody? A run in which no node may host addresses has no server prepare for anything. */
function isServed({ setting, reach }: State): boolean {
  return setting.nfs?.users.some(({ way }, client) => "address" in way && reach.has(client)) === true;
}

/** Can somebody come to it? Who serves no address, of a node that the cluster does without, keeps nobody waiting. */
function isMet({ reach }: State, { host, address }: InGrace): boolean {
  const addresses = reach.addressesOf(host);
  return address === "" ? addresses.length > 0 : addresses.includes(address);
}

/** A server is in grace no more; none is named: none of its host. */
function end({ graces }: State, host: Pnn, named: readonly string[]): void {
  const ended = new Set(named.map((name) => `${host} ${name}`));
  for (const [key, one] of graces) if (one.host === host && (named.length === 0 || ended.has(key))) graces.delete(key);
}

/** A takeover run keeps other leaders from theirs; one that fails, or whose leader is gone, may never let go of them. */
function noteRuns(state: State, event: TraceEvent): void {
  const { takeoverDisableUs } = state.setting.constants;
  if (event.type === "takeover-started") state.keptUntilUs = event.atUs + byOwnClockUs(takeoverDisableUs);
  else if (event.type === "takeover-ended" && event.ok) state.keptUntilUs = 0;
}

/** Who is in grace, and since when nothing has begun it anew. */
function noteGraces(state: State, event: TraceEvent): void {
  const { graces } = state;
  const { host, atUs } = event;
  if (event.type === "grace-began") {
    for (const name of event.addresses.length === 0 ? [""] : event.addresses) {
      const key = `${host} ${name}`;
      graces.set(key, graces.get(key) ?? { host, address: name, atUs, watch: new Stopwatch() });
    }
  } else if (event.type === "grace-ended" || event.type === "lock-manager-stopped") end(state, host, event.addresses);
  else if (event.type === "host-crashed") end(state, host, []);
  if (moving.has(event.type)) for (const one of graces.values()) Object.assign(one, { atUs, watch: new Stopwatch() });
}

/** What all wait for together ends for all together: nobody locks anything new meanwhile. */
export const commonGraceEnds: Property<State> = {
  name: "common-grace-ends",
  kind: "liveness",
  sentence: "A grace that is lifted for all ends once nobody has anything left to reclaim.",
  needs: [
    ...new Set([...owedTypes, ...graceTypes, ...calmTypes, ...movingTypes, ...reachTypes, "takeover-ended" as const]),
  ],
  applies,
  initial(setting) {
    const reach = new WithinReach(setting);
    const owed = new OwedClients(setting, reach);
    return { setting, owed, calm: new Calm(), reach, graces: new Map(), keptUntilUs: 0 };
  },
  step(state, event) {
    state.calm.observe(event);
    state.reach.observe(event);
    state.owed.observe(event);
    noteRuns(state, event);
    noteGraces(state, event);
    if (state.graces.size === 0) return null;
    const isKept = event.atUs < state.keptUntilUs;
    const isIdle = !isKept && !state.calm.isBroken && state.reach.areAllUp && isServed(state) && !state.owed.isAny;
    for (const grace of state.graces.values()) grace.watch.set(isIdle && isMet(state, grace), event.atUs);
    return null;
  },
  dueUs({ graces }) {
    let dueUs = Number.POSITIVE_INFINITY;
    for (const { watch } of graces.values()) dueUs = Math.min(dueUs, watch.reachesUs(LIFTED_US));
    return dueUs;
  },
  tick({ graces }, nowUs) {
    for (const { host, atUs, watch } of graces.values())
      if (watch.reachesUs(LIFTED_US) <= nowUs)
        return {
          atUs: nowUs,
          hosts: [host],
          why: [
            `The NFS server of ${node(host)} is in grace, and addresses have not moved since ${clock(atUs)}.`,
            `For ${seconds(LIFTED_US)} since then nothing was done to the cluster, and whoever had lost a lock had been answered.`,
            "The grace is lifted as soon as nobody has anything left to reclaim.",
          ],
        };
    return null;
  },
  end: ({ graces }) => (graces.size === 0 ? "holds" : "unknown"),
};
