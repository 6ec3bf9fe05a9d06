import type { Pnn } from "../../model/index.ts";
import { hostTypes } from "../picture/index.ts";
import { needsChangingAddresses } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

interface State {
  /** Nodes that addresses are to be moved to. */
  readonly forced: Set<Pnn>;
  /** Who had each address last. */
  readonly last: Map<string, Pnn>;
}

/** Without the force-rebalance list a node that has addresses is given none that another one has. */
export const forcedNodeGivenMore = sometimes<State>({
  name: "forced-node-given-more",
  sentence: "A node that had public addresses, and was to be given more, was given one that another one had had.",
  needs: ["node-forced", ...hostTypes],
  applies: (setting) => needsChangingAddresses(setting) === null,
  initial: () => ({ forced: new Set(), last: new Map() }),
  seen(event, { hosts }, { forced, last }) {
    if (event.type === "node-forced") forced.add(event.node);
    if (event.type !== "address-added") return false;
    const before = last.get(event.address) ?? event.host;
    last.set(event.address, event.host);
    return before !== event.host && (hosts[event.host]?.addresses.size ?? 0) > 1 && forced.delete(event.host);
  },
});
