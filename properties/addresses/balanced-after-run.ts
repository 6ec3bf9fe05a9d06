import { FLAG, INACTIVE } from "../../model/index.ts";
import { flagsPushedUs } from "../bounds.ts";
import { never } from "../never.ts";
import { type HostView, hostTypes, type Picture, scriptTypes, takeoverTypes } from "../picture/index.ts";
import type { Setting } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsSpreading } from "../setting-needs.ts";
import { reachedHosts, succeededRun } from "./runs-that-succeed.ts";
import { SinceWhen } from "./since.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  /** Fit to host addresses. */
  readonly fit: SinceWhen;
}

function isFit({ runState, flags }: HostView): boolean {
  return runState === "running" && (flags & (INACTIVE | FLAG.disabled | FLAG.unhealthy)) === 0;
}

/** Work is shared: a node without addresses is what LCP2 moves them to. */
export const balancedAfterRun = never<State>({
  name: "balanced-after-run",
  sentence:
    "After a takeover run that has succeeded, no node that was fit all the time is without a public address while another one has two.",
  needs: [...takeoverTypes, ...scriptTypes, ...hostTypes],
  applies: needsSpreading,
  initial: (setting, picture) => ({ setting, picture, fit: new SinceWhen(picture, Number.POSITIVE_INFINITY, isFit) }),
  step({ setting, picture, fit }, event) {
    fit.note(event);
    const run = succeededRun(picture, event);
    if (run === undefined) return null;
    // The helper asks who is active in the eyes of its own daemon, to which flags are pushed.
    const knownUs = run.startedUs - flagsPushedUs(setting.constants);
    const able = reachedHosts(picture, run, event.atUs).filter(({ pnn }) => fit.hasBeenSo(pnn, knownUs));
    const idle = able.find(({ addresses }) => addresses.size === 0);
    const full = able.find(({ addresses }) => addresses.size > 1);
    if (idle === undefined || full === undefined) return null;
    return {
      atUs: event.atUs,
      hosts: [idle.pnn, full.pnn],
      why: [
        `At ${clock(event.atUs)} ${node(idle.pnn)} had no public address, and ${node(full.pnn)} had ${full.addresses.size}.`,
        `The takeover run of ${node(event.host)} that had begun at ${clock(run.startedUs)} had just succeeded; both could host every address since before.`,
        "LCP2 moves an address from a node with two to one with none: that always lowers the sum of their costs.",
      ],
    };
  },
});
