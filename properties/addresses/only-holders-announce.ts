import { never } from "../never.ts";
import { hostTypes, type Picture } from "../picture/index.ts";
import { clock, node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { Assigned, assignedTypes } from "./assigned.ts";

interface State {
  readonly picture: Picture;
  readonly assigned: Assigned;
}

/** An announcement draws the clients of whoever has the address now to a host that knows nothing of it. */
export const onlyHoldersAnnounce = never<State>({
  name: "only-holders-announce",
  sentence: "A host announces a public address only while its main daemon serves it.",
  needs: ["address-announced", ...assignedTypes, ...hostTypes],
  on: ["address-announced", ...assignedTypes],
  applies: needsAddresses,
  initial: (_setting, picture) => ({ picture, assigned: new Assigned(picture) }),
  step({ picture, assigned }, event) {
    assigned.observe(event);
    if (event.type !== "address-announced") return null;
    const { host, atUs, address } = event;
    if (assigned.has(host, address)) return null;
    const owner = picture.hosts.find(({ addresses }) => addresses.has(address));
    return {
      atUs,
      hosts: owner === undefined || owner.pnn === host ? [host] : [host, owner.pnn],
      why: [
        `At ${clock(atUs)} ${node(host)} announced the public address ${address}, which its main daemon did not serve.`,
        owner === undefined ? "No node had it." : `${node(owner.pnn)} had it.`,
        "What is released is announced no more.",
      ],
    };
  },
});
