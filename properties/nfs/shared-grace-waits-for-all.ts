import { graceDesigns, type ObservationOf, type TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Setting, Violation } from "../property.ts";
import { clock } from "../sentences.ts";
import { needsNfs } from "./needs-nfs.ts";
import { ServersOfAddresses, serverTypes } from "./servers-of-addresses.ts";

type Written = ObservationOf<"shared-grace-written">;

interface State {
  readonly servers: ServersOfAddresses;
  /** Every member that has ever written the object. */
  readonly members: Set<string>;
  /** The object as it was written last. */
  last: Written | undefined;
  /** Members who have seen all others enforce since they joined. */
  readonly ready: Set<string>;
}

/** For claims about a grace that servers of addresses share. */
export function needsMembers(setting: Setting): string | null {
  const { nfs } = setting;
  const isShared = nfs !== undefined && graceDesigns[nfs.grace].servers === "of-address";
  return needsNfs(setting) ?? (isShared ? null : "Servers do not share the object of a grace.");
}

/** Those of whom the object does not say that they enforce. */
function lacking({ members }: State, { enforcing }: Written): readonly string[] {
  return [...members].filter((member) => !enforcing.includes(member));
}

/** A write of the object: was it lifted before everybody enforced? */
function noteWrite(state: State, event: Written & TraceEvent): Violation | null {
  const { last, members, ready, servers } = state;
  const { atUs, host, address } = event;
  const lacks = last === undefined ? [] : lacking(state, last);
  const isLifted = last !== undefined && last.recovering !== 0 && event.recovering === 0;
  // Who joins has seen nobody yet.
  if (!servers.isUp(host, address) && event.needing.includes(address)) ready.delete(address);
  members.add(address);
  state.last = event;
  if (lacking(state, event).length === 0) for (const member of members) ready.add(member);
  if (!isLifted || lacks.length === 0) return null;
  return {
    atUs,
    hosts: [host],
    why: [
      `The server of ${address} lifted the grace that all share at ${clock(atUs)}.`,
      `Of ${lacks.join(", ")} the object said that they did not enforce it: they might grant what others reclaim.`,
      "A shared grace is lifted only once every member enforces it: the bound is zero.",
    ],
  };
}

/** A server begins to serve, and a grace ends, when nobody grants anything new (facts/ip-nfs.md §5.6). */
export const sharedGraceWaitsForAll = never<State>({
  name: "shared-grace-waits-for-all",
  sentence: "In a grace that servers share a member serves, or lifts it, only once every member enforces it.",
  needs: [...serverTypes, "shared-grace-written"],
  applies: needsMembers,
  initial: () => ({ servers: new ServersOfAddresses(), members: new Set(), last: undefined, ready: new Set() }),
  step(state, event) {
    const { servers, ready, members } = state;
    const { host, atUs } = event;
    if (event.type === "shared-grace-written") return noteWrite(state, event);
    const early =
      event.type === "grace-began"
        ? event.addresses.find((name) => members.has(name) && !servers.isUp(host, name) && !ready.has(name))
        : undefined;
    servers.observe(event);
    if (early === undefined) return null;
    return {
      atUs,
      hosts: [host],
      why: [
        `The server of ${early} began to serve at ${clock(atUs)}.`,
        "Since it joined the object has never said that every member enforces: others might still grant what is reclaimed here.",
        "A server that starts waits until everybody enforces: the bound is zero.",
      ],
    };
  },
});
