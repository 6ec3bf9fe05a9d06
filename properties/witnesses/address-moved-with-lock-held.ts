import type { NfsSpec, Pnn } from "../../model/index.ts";
import { needsNfs } from "../nfs/index.ts";
import { sometimes } from "../sometimes.ts";

interface State {
  readonly nfs: NfsSpec | undefined;
  /** Through which node a client holds its lock. */
  readonly holders: Map<number, Pnn>;
}

/** A move that matters: somebody holds a lock by the address that goes, through a server that lives. */
export const addressMovedWithLockHeld = sometimes<State>({
  name: "address-moved-with-lock-held",
  sentence: "A node that lives gave up an address by which a client held a lock.",
  needs: ["file-lock-believed", "file-lock-reclaimed", "file-lock-given-up", "address-removed"],
  applies: (setting) => needsNfs(setting) === null,
  initial: ({ nfs }) => ({ nfs, holders: new Map() }),
  seen(event, _picture, { nfs, holders }) {
    if (event.type === "file-lock-believed" || event.type === "file-lock-reclaimed")
      holders.set(event.client, event.node);
    else if (event.type === "file-lock-given-up") holders.delete(event.client);
    else if (event.type === "address-removed")
      for (const [client, node] of holders) {
        const way = nfs?.users[client]?.way;
        if (node === event.host && way !== undefined && "address" in way && way.address === event.address) return true;
      }
    return false;
  },
});
