import { inCalm } from "../in-calm.ts";
import { hostTypes, scriptTypes, takeoverTypes } from "../picture/index.ts";
import { node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { unhostedUs } from "./address-bounds.ts";
import { isFit, isKeptFromRuns, isLed, mayHostNothing } from "./fit.ts";
import { KnownAddresses, knownAddressTypes } from "./known-addresses.ts";

/** Whoever finds an address without a server asks for a run, and a leader makes one. */
export const unhostedMakesRun = inCalm<KnownAddresses>({
  name: "unhosted-makes-run",
  sentence:
    "In calm time, while a node has a leader and could host a public address that no node has, or one that may host nothing, a takeover run begins soon, unless it was moved by hand to a node that did not take it.",
  needs: [...knownAddressTypes, ...hostTypes, ...scriptTypes, ...takeoverTypes],
  applies: (setting) =>
    needsAddresses(setting) ??
    (setting.constants.noIpTakeover === 1 ? "No node is given an address that it does not have." : null),
  because: "It asks each second, or did so when it was enabled; a leader makes a run in its next pass.",
  within: unhostedUs,
  initial: (picture, setting) => new KnownAddresses(setting, picture),
  note: (known, event) => known.observe(event),
  lack(host, known, setting, picture) {
    if (!isFit(host) || !isLed(host, picture) || isKeptFromRuns(host, setting, picture)) return "";
    for (const address of known.linkedOf(host.pnn)) {
      const owners = picture.hosts.filter(({ addresses, ctdbd }) => ctdbd !== 0 && addresses.has(address));
      if (owners.every(mayHostNothing) && !known.moves.lost.has(address))
        return `could host the public address ${address}, which ${owners[0] === undefined ? "nobody" : node(owners[0].pnn)} had`;
    }
    return "";
  },
});
