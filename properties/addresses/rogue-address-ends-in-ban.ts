import type { ObservationOf, TraceEvent } from "../../model/index.ts";
import { instantUs } from "../bounds.ts";
import { byDeadlines, type Dated } from "../by-deadlines.ts";
import { Deadlines } from "../deadlines.ts";
import { hostTypes, isActive, type Picture, takeoverTypes, unscheduledTypes } from "../picture/index.ts";
import type { Property, Setting } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { BelievedOwners, believedOwnerTypes } from "./believed-owners.ts";
import { KnownAddresses, knownAddressTypes } from "./known-addresses.ts";

interface State extends Dated {
  readonly picture: Picture;
  readonly believed: BelievedOwners;
  readonly known: KnownAddresses;
}

const types = ["control-accepted", "control-refused", "banned"] as const;

function needsRecords(setting: Setting): string | null {
  if (setting.constants.enableBans === 0) return "No node is banned at all.";
  if (setting.served === "replicated")
    return "A node goes by a database, which names it before it is asked to take anything.";
  return needsAddresses(setting);
}

/** An address that is there and was another node's is a sign that this node does not know what its kernel does. */
export const rogueAddressEndsInBan: Property<State> = {
  name: "rogue-address-ends-in-ban",
  sentence:
    "An active node that is to take a public address which its kernel has already, and which it believes another node to serve, bans itself at once.",
  kind: "safety",
  needs: [
    ...new Set([
      ...types,
      ...believedOwnerTypes,
      ...knownAddressTypes,
      ...hostTypes,
      ...takeoverTypes,
      ...unscheduledTypes,
    ]),
  ],
  on: [...new Set([...types, ...believedOwnerTypes, ...knownAddressTypes])],
  applies: needsRecords,
  initial: (setting, picture) => ({
    picture,
    deadlines: new Deadlines(picture),
    believed: new BelievedOwners(picture),
    known: new KnownAddresses(setting, picture),
  }),
  step(state, event) {
    const { deadlines, believed, known } = state;
    if (event.type === "banned" || (event.type === "process-exited" && event.program === "ctdbd"))
      deadlines.drop(event.host);
    if (event.type === "control-accepted" || event.type === "control-refused") judge(state, event);
    believed.observe(event);
    known.observe(event);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} it had not banned itself.`,
    "The run before had reached it, and had the other node take the address: it had released it, and has not served it since.",
    "Who finds an address on its own interface that is another node's in its eyes does not trust itself any more.",
  ]),
};

type Answer = ObservationOf<"control-accepted" | "control-refused"> & TraceEvent;

/** What is answered was found by then: the look at the kernel, the ban and the answer belong together. */
function judge({ picture, deadlines, believed, known }: State, event: Answer): void {
  const { host: pnn, atUs, op, value } = event;
  if (op !== "TAKEOVER_IP" || value === undefined) return;
  if (event.type === "control-refused" && event.why !== "TAKEOVER_IP failed") return;
  const host = picture.host(pnn);
  const owner = believed.of(pnn, value, event);
  if (owner === undefined || !host.addresses.has(value) || !isActive(host) || host.banEndsUs > atUs) return;
  if (!known.linkedOf(pnn).includes(value)) return;
  const what = (): string =>
    `At ${clock(atUs)} ${node(pnn)} was to take the public address ${value}, which its kernel had, and which it believed ${node(owner)} to serve`;
  deadlines.add(pnn, what, atUs, instantUs, [picture.unscheduled], pnn);
}
