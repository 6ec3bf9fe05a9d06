import { never } from "../never.ts";
import { type Picture, scriptTypes } from "../picture/index.ts";
import { clock, node } from "../sentences.ts";
import { needsSpreading } from "../setting-needs.ts";
import { KnownAddresses, knownAddressTypes } from "./known-addresses.ts";
import { KnownFit, knownFitTypes } from "./known-fit.ts";
import { isAnyChangedByHand, reachedHosts, succeededRun } from "./runs-that-succeed.ts";

interface State {
  readonly picture: Picture;
  readonly fit: KnownFit;
  readonly known: KnownAddresses;
}

/** Work is shared: a node without addresses is what LCP2 moves them to. */
export const balancedAfterRun = never<State>({
  name: "balanced-after-run",
  sentence:
    "After a takeover run that has succeeded, no node that was known to be fit is without a public address while another one has two of which it knows one.",
  needs: [...knownAddressTypes, ...knownFitTypes, ...scriptTypes],
  applies: needsSpreading,
  initial: (setting, picture) => ({
    picture,
    fit: new KnownFit(setting, picture),
    known: new KnownAddresses(setting, picture),
  }),
  step({ picture, fit, known }, event) {
    fit.observe(event);
    known.observe(event);
    const run = succeededRun(picture, event);
    if (run === undefined) return null;
    const able = reachedHosts(picture, run, event.atUs)
      .filter(({ pnn }) => fit.wasKnown(run.host, run.pid, pnn))
      .filter(({ pnn }) => known.isSameSince(pnn, run.startedUs));
    if (known.moves.untilUs >= run.startedUs || isAnyChangedByHand(picture, run.startedUs)) return null;
    const idle = able.find(({ addresses }) => addresses.size === 0);
    if (idle === undefined) return null;
    const could = new Set(known.linkedOf(idle.pnn));
    const full = able.find(
      ({ addresses }) => addresses.size > 1 && [...addresses.keys()].some((one) => could.has(one)),
    );
    if (full === undefined) return null;
    return {
      atUs: event.atUs,
      hosts: [idle.pnn, full.pnn],
      why: [
        `At ${clock(event.atUs)} ${node(idle.pnn)} had no public address, and ${node(full.pnn)} had ${full.addresses.size}.`,
        `The takeover run of ${node(event.host)} that had begun at ${clock(run.startedUs)} had just succeeded; both could host every address, which it knew.`,
        "LCP2 moves an address from a node with two to one with none: that always lowers the sum of their costs.",
      ],
    };
  },
});
