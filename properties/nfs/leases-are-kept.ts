import type { Pnn, TraceEvent } from "../../model/index.ts";
import { byOwnClockUs } from "../bounds.ts";
import { Calm, calmTypes } from "../calm.ts";
import { never } from "../never.ts";
import type { Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { needsNfs } from "./needs-nfs.ts";
import { WayToHosts, wayTypes } from "./way-to-hosts.ts";

/** Who holds something through which host, and since when it could be reached all the time. */
interface Held {
  readonly host: Pnn;
  readonly sinceUs: number;
}

interface State {
  readonly setting: Setting;
  readonly way: WayToHosts;
  readonly calm: Calm;
  /** By client. */
  readonly held: Map<number, Held>;
}

/** By then who has begun to hold something, or can reach his server again, has said that he lives. */
function renewedUs({ constants: { nfsRenewUs, nfsRetryUs } }: Setting): number {
  return byOwnClockUs(nfsRenewUs + 2 * nfsRetryUs);
}

function applies(setting: Setting): string | null {
  const { nfs, constants: k } = setting;
  if (nfs?.users.some(({ protocol }) => protocol === "v4") === false) return "No client locks by NFSv4.";
  if (k.nfsLeaseUs <= renewedUs(setting)) return "A lease is over before it is renewed.";
  return needsNfs(setting);
}

/** The address by which a client of NFSv4 comes; undefined: it locks otherwise, or goes elsewhere by itself. */
function addressOf({ nfs }: Setting, client: number): string | undefined {
  const user = nfs?.users[client];
  if (user?.protocol !== "v4" || user.goesTo !== undefined || "node" in user.way) return undefined;
  return user.way.address;
}

function note({ setting, way, held }: State, event: TraceEvent): void {
  if (event.type === "file-lock-believed" || event.type === "file-lock-reclaimed") {
    const address = addressOf(setting, event.client);
    if (address !== undefined) held.set(event.client, { host: event.node, sinceUs: event.atUs });
  } else if (event.type === "file-lock-given-up") held.delete(event.client);
  for (const [client, { host }] of held) if (!way.serves(host, addressOf(setting, client) ?? "")) held.delete(client);
}

/** Who can reach his server says often enough that he lives (facts/ip-nfs.md §5.3): for him no lease runs out. */
export const leasesAreKept = never<State>({
  name: "leases-are-kept",
  sentence: "A client of NFSv4 that could reach its server all the time does not lose a lock for want of a renewal.",
  needs: [
    ...new Set([
      ...wayTypes,
      ...calmTypes,
      "file-lock-believed" as const,
      "file-lock-reclaimed" as const,
      "file-lock-given-up" as const,
      "file-lock-dropped" as const,
    ]),
  ],
  applies,
  initial: (setting) => ({ setting, way: new WayToHosts(), calm: new Calm(), held: new Map() }),
  step(state, event) {
    const { setting, way, calm, held } = state;
    const had = "client" in event ? held.get(event.client) : undefined;
    way.observe(event);
    calm.observe(event);
    note(state, event);
    if (event.type !== "file-lock-dropped" || event.cause !== "expired" || had?.host !== event.host) return null;
    const boundUs = renewedUs(setting);
    if (calm.isBroken || event.atUs - Math.max(had.sinceUs, calm.brokenUs) < boundUs) return null;
    return {
      atUs: event.atUs,
      hosts: [event.host],
      why: [
        `${node(event.host)} dropped the lock of ${JSON.stringify(event.file)} of client ${event.client}: its lease was over.`,
        `The client had held it through that node since ${clock(had.sinceUs)}, and could reach it for ${seconds(boundUs)} at least.`,
        "It says that it lives before two thirds of a lease are over, and each word of it renews the lease.",
      ],
    };
  },
});
