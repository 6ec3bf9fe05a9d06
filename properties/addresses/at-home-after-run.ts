import { never } from "../never.ts";
import { type Picture, scriptTypes } from "../picture/index.ts";
import type { Setting } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { KnownAddresses, knownAddressTypes } from "./known-addresses.ts";
import { KnownFit, knownFitTypes } from "./known-fit.ts";
import { isAnyChangedByHand, reachedHosts, succeededRun } from "./runs-that-succeed.ts";

interface State {
  readonly picture: Picture;
  readonly homes: NonNullable<Setting["publicAddresses"]>;
  readonly fit: KnownFit;
  readonly known: KnownAddresses;
}

function needsHomes(setting: Setting): string | null {
  const { publicAddresses = [], constants } = setting;
  if (publicAddresses.every(({ home }) => home === undefined)) return "No public address has a home.";
  if (constants.ipAllocAlgorithm !== 0) return "Addresses are not spread by the deterministic algorithm.";
  if (constants.noIpTakeover === 1) return "No node is given an address that it does not have.";
  return needsAddresses(setting);
}

/** What an administrator wrote into home_nodes counts whenever it can. */
export const atHomeAfterRun = never<State>({
  name: "at-home-after-run",
  sentence:
    "After a takeover run that has succeeded, every public address is at its home, if that knows it and was known to be fit.",
  needs: [...knownAddressTypes, ...knownFitTypes, ...scriptTypes],
  applies: needsHomes,
  initial: (setting, picture) => ({
    picture,
    homes: setting.publicAddresses ?? [],
    fit: new KnownFit(setting, picture),
    known: new KnownAddresses(setting, picture),
  }),
  step({ picture, homes, fit, known }, event) {
    fit.observe(event);
    known.observe(event);
    const run = succeededRun(picture, event);
    if (run === undefined || known.moves.untilUs >= run.startedUs) return null;
    if (isAnyChangedByHand(picture, run.startedUs)) return null;
    const able = reachedHosts(picture, run, event.atUs)
      .filter(({ pnn }) => fit.wasKnown(run.host, run.pid, pnn))
      .filter(({ pnn }) => known.isSameSince(pnn, run.startedUs));
    for (const { address, home } of homes) {
      const host = able.find(({ pnn }) => pnn === home);
      if (host === undefined || host.addresses.has(address) || !known.linkedOf(host.pnn).includes(address)) continue;
      return {
        atUs: event.atUs,
        hosts: [host.pnn],
        why: [
          `At ${clock(event.atUs)} ${node(host.pnn)}, the home of the public address ${address}, did not have it.`,
          `The takeover run of ${node(event.host)} that had begun at ${clock(run.startedUs)} had just succeeded; that node could host it, which it knew.`,
          "The deterministic algorithm gives an address to its home, and elsewhere only if it cannot be there.",
        ],
      };
    }
    return null;
  },
});
