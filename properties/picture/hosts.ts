import { INACTIVE, type ObservationOf, type ObservationType, type TraceEvent } from "../../model/index.ts";
import { darkHost, forgetBelief, forgetDaemon, type HostView } from "./host-view.ts";

type Rules = { readonly [T in ObservationType]?: (host: HostView, event: ObservationOf<T>, atUs: number) => void };

/** How each observation changes what is known of its host. */
const rules: Rules = {
  "host-crashed": (host, _event, atUs) => {
    forgetBelief(host, atUs);
    forgetDaemon(host, atUs);
    host.processes.clear();
    host.crashedUs = atUs;
    host.addresses.clear();
    host.strange.clear();
    host.isTaking = false;
  },
  "process-started": (host, event, atUs) => {
    host.processes.set(event.pid, { program: event.program, pid: event.pid, parent: event.parent, startedUs: atUs });
    if (event.program === "ctdbd") {
      forgetDaemon(host, atUs);
      host.ctdbd = event.pid;
    }
    if (event.program === "recoverd") host.recoverd = event.pid;
  },
  "process-exited": (host, event, atUs) => {
    host.gone = host.processes.get(event.pid) ?? null;
    host.processes.delete(event.pid);
    if (event.pid === host.ctdbd) {
      if (host.leader === host.pnn) host.diedLeadingUs = atUs;
      forgetDaemon(host, atUs);
    }
    if (event.pid === host.recoverd) forgetBelief(host, atUs);
    else if (event.program === "recoverd" && host.beforeOrphan !== null) {
      Object.assign(host, host.beforeOrphan);
      host.beforeOrphan = null;
    }
    if (event.program === "eventd") endTaking(host, atUs);
  },
  "process-continued": (host, event) => {
    if (event.program !== "recoverd" || event.pid === host.recoverd) return;
    const { leader, leaderSinceUs, lock, electionSinceUs } = host;
    host.beforeOrphan = { leader, leaderSinceUs, lock, electionSinceUs };
  },
  "leader-believed": (host, event, atUs) => {
    if (host.leader !== event.leader) host.leaderSinceUs = atUs;
    host.leader = event.leader;
  },
  "lock-believed": (host, event) => {
    host.lock = event.lock;
  },
  "election-started": (host, _event, atUs) => {
    host.electionSinceUs = atUs;
  },
  "election-abandoned": (host) => {
    host.electionSinceUs = -1;
  },
  "election-ended": (host) => {
    host.electionSinceUs = -1;
  },
  // A race that is lost ends without another word.
  "lock-refused": (host) => {
    host.electionSinceUs = -1;
  },
  "runstate-changed": (host, event) => {
    host.runState = event.runState;
  },
  "flags-changed": (host, event, atUs) => {
    if (((host.flags & INACTIVE) === 0) !== ((event.flags & INACTIVE) === 0)) {
      host.flagsSinceUs = atUs;
      // Whoever becomes inactive tries to release all that it has, whatever became of that before.
      host.kept.clear();
    }
    host.flags = event.flags;
  },
  "recovery-mode-changed": (host, event, atUs) => {
    if (host.mode !== event.mode) host.modeSinceUs = atUs;
    host.mode = event.mode;
  },
  "generation-changed": (host, event) => {
    host.generation = event.generation;
  },
  "leader-role-set": (host, event) => {
    host.leaderRole = event.on;
  },
  "address-added": (host, { address, byHand }, atUs) => {
    if (byHand === true) host.byHandUs.set(address, atUs);
    if (byHand === true && host.forgotten.has(address)) host.strange.add(address);
    else host.addresses.set(address, host.isTaking && byHand !== true ? Number.POSITIVE_INFINITY : atUs);
  },
  "event-began": (host, { event, address = "" }) => {
    if (event === "takeip") host.isTaking = true;
    if (event === "releaseip") host.releasing = address;
  },
  "event-ended": (host, { event, outcome }, atUs) => {
    if (event === "takeip") endTaking(host, atUs);
    // A time limit takes nothing away either.
    if (event === "releaseip" && outcome !== "done" && host.addresses.has(host.releasing))
      host.kept.add(host.releasing);
    host.releasing = "";
  },
  "address-removed": (host, { address, byHand }, atUs) => {
    if (byHand === true) host.byHandUs.set(address, atUs);
    host.addresses.delete(address);
    host.strange.delete(address);
    host.kept.delete(address);
  },
  "address-known": (host, { address, on }, atUs) => {
    if (on) {
      host.forgotten.delete(address);
      if (host.strange.delete(address)) host.addresses.set(address, atUs);
      return;
    }
    host.forgotten.add(address);
    if (!isThereByHand(host, address)) return;
    host.addresses.delete(address);
    host.strange.add(address);
  },
  banned: (host, event, atUs) => {
    host.banEndsUs = atUs + event.forUs;
    host.isBanRenewed = event.reason === "self";
  },
  unbanned: (host) => {
    host.banEndsUs = 0;
    host.isBanRenewed = false;
  },
};

/** What a takeip event has brought is there. */
function endTaking(host: HostView, atUs: number): void {
  host.isTaking = false;
  for (const [address, sinceUs] of host.addresses)
    if (sinceUs === Number.POSITIVE_INFINITY) host.addresses.set(address, atUs);
}

/** The observations that change what is known of a host, and since when it has had its addresses. */
export const addressTypes = (Object.keys(rules) as readonly ObservationType[]).filter(
  // Whoever sees no addresses come and go is not asked for that.
  (type) => type !== "address-known",
);

/** The observations that change what is known of a host otherwise: most claims need no more, and events are frequent. */
export const hostTypes = addressTypes.filter((type) => type !== "event-began" && type !== "event-ended");

/** All hosts, by pnn. */
export function darkHosts(count: number): readonly HostView[] {
  return Array.from({ length: count }, (_, pnn) => darkHost(pnn));
}

/** Takes one observation in. */
export function noteHost(hosts: readonly HostView[], event: TraceEvent): void {
  const host = hosts[event.host];
  // The table's key is the event's type, which the compiler cannot follow through the lookup.
  const rule = rules[event.type] as ((host: HostView, event: TraceEvent, atUs: number) => void) | undefined;
  if (host !== undefined) rule?.(host, event, event.atUs);
}

/** Is it there only because somebody has put it there by hand? */
export function isThereByHand({ addresses, byHandUs }: HostView, address: string): boolean {
  const sinceUs = addresses.get(address);
  return sinceUs !== undefined && sinceUs === byHandUs.get(address);
}

/** Does its recovery daemon believe to lead? */
export function leads(host: HostView): boolean {
  return host.leader === host.pnn;
}

/** Is it a member: daemon running, neither shutting down nor inactive by its own flags? */
export function isActive(host: HostView): boolean {
  return host.ctdbd !== 0 && host.runState !== "shutdown" && (host.flags & INACTIVE) === 0;
}

/** Is it stopped or banned by its own flags? One that shuts down is leaving, and owes less. */
export function isOut(host: HostView): boolean {
  return host.ctdbd !== 0 && host.runState !== "shutdown" && (host.flags & INACTIVE) !== 0;
}
