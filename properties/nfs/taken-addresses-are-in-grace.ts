import { graceDesigns, type TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Setting } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { HostServers, hostServerTypes } from "./host-servers.ts";
import { needsNfs } from "./needs-nfs.ts";

interface Take {
  readonly address: string;
  readonly sinceUs: number;
}

interface State {
  /** By host and address: when its grace began last; it may be over by now. */
  readonly begunUs: Map<string, number>;
  /** The takeip events under way, by host and run. */
  readonly takes: Map<string, Take>;
  readonly servers: HostServers;
}

function applies(setting: Setting): string | null {
  const { nfs } = setting;
  const hasManagers = nfs !== undefined && graceDesigns[nfs.grace].fileSystem === "by-manager";
  return needsNfs(setting) ?? (hasManagers ? null : "No address has a lock manager of its own.");
}

/** A takeip event that begins or ends; the take that has ended well. */
function takenBy({ takes }: State, event: TraceEvent): Take | undefined {
  if (event.type === "event-began" && event.event === "takeip" && event.address !== undefined)
    takes.set(`${event.host} ${event.run}`, { address: event.address, sinceUs: event.atUs });
  if (event.type !== "event-ended") return undefined;
  const key = `${event.host} ${event.run}`;
  const take = takes.get(key);
  takes.delete(key);
  return event.outcome === "done" ? take : undefined;
}

/** Whoever takes an address has its lock manager started before the event is over (facts/ip-nfs.md §5.4). */
export const takenAddressesAreInGrace = never<State>({
  name: "taken-addresses-are-in-grace",
  sentence: "When a takeip event has ended well the lock manager of its address has been started, in grace.",
  needs: [...hostServerTypes, "event-began", "event-ended"],
  applies,
  initial: () => ({ begunUs: new Map(), takes: new Map(), servers: new HostServers() }),
  step(state, event) {
    const { begunUs, servers } = state;
    const { host, atUs } = event;
    if (event.type === "grace-began") for (const name of event.addresses) begunUs.set(`${host} ${name}`, atUs);
    servers.observe(event);
    const take = takenBy(state, event);
    if (take === undefined || !servers.isSince(host, take.sinceUs)) return null;
    if ((begunUs.get(`${host} ${take.address}`) ?? -1) >= take.sinceUs) return null;
    return {
      atUs,
      hosts: [host],
      why: [
        `The takeip event of ${take.address} on ${node(host)} ended well at ${clock(atUs)}; it had begun at ${clock(take.sinceUs)}.`,
        "Meanwhile no lock manager of that address was started: what is kept under its name can neither be reclaimed nor be freed.",
        "Its grace begins before anything is exported by the address: the bound is zero.",
      ],
    };
  },
});
