import { inCalm } from "../in-calm.ts";
import { hostTypes, isActive, scriptTypes } from "../picture/index.ts";
import { needsChangingAddresses } from "../setting-needs.ts";
import { hostedUs } from "./address-bounds.ts";
import { LeavingAddresses, leavingTypes } from "./leaving-addresses.ts";

/** Whoever has deleted an address and was told that it is done must not find it there for good. */
export const deletedGoes = inCalm<LeavingAddresses>({
  name: "deleted-goes",
  sentence:
    "In calm time an active node soon has no public address that it was told to delete, once a takeover run was asked for.",
  needs: [...leavingTypes, ...hostTypes, ...scriptTypes],
  applies: needsChangingAddresses,
  because: "Whoever deletes an address asks for a takeover run, which has it released; a recovery makes one too.",
  within: hostedUs,
  initial: (picture) => new LeavingAddresses(picture),
  note: (leaving, event) => leaving.observe(event),
  lack(host, leaving) {
    if (!isActive(host) || host.runState !== "running" || host.mode !== "normal") return "";
    for (const address of leaving.askedFor(host.pnn))
      if (host.addresses.has(address)) return `had the public address ${address}, which it was to delete`;
    return "";
  },
});
