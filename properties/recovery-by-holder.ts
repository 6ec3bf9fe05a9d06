import type { TraceEvent } from "../model/index.ts";
import { actAfterLossUs, instantUs, recoveryRunUs } from "./bounds.ts";
import { LossClock, lossClockTypes } from "./loss-clock.ts";
import { never } from "./never.ts";
import type { Picture } from "./picture/index.ts";
import type { Setting } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly losses: LossClock;
  /** What was wrong when a recovery began, by host and pid; empty: nothing. */
  readonly doubts: Map<string, string>;
}

/** Who completes a recovery began it as holder of the lock, and completes it soon after a loss if at all. */
export const recoveryByHolder = never<State>({
  name: "recovery-by-holder",
  sentence: "A recovery that completes was begun on the node that held the cluster lock.",
  needs: ["recovery-started", "recovery-completed", ...lossClockTypes],
  on: ["process-started", "recovery-started", "recovery-completed", "lock-freed"],
  applies: needsLock,
  initial: (setting, picture) => ({
    setting,
    picture,
    losses: new LossClock(picture, setting.lock),
    doubts: new Map(),
  }),
  step(state, event) {
    state.losses.observe(event);
    // The daemon decides when it forks; the helper says so only after it is executed.
    const begins =
      event.type === "recovery-started" || (event.type === "process-started" && event.program === "recovery-helper");
    if (begins) note(state, event, event.pid);
    if (event.type !== "recovery-completed") return null;
    const doubt = state.doubts.get(`${event.host}/${event.pid}`) || tooLate(state, event);
    if (doubt === "") return null;
    return {
      atUs: event.atUs,
      hosts: [event.host],
      why: [
        `At ${clock(event.atUs)} ${node(event.host)} completed a recovery.`,
        doubt,
        "Only the holder may recover; it needs a moment to hear of a loss, and W (RecoverTimeout, one main-loop pass, time not scheduled) to give up.",
      ],
    };
  },
});

function note(state: State, event: TraceEvent, pid: number): void {
  const key = `${event.host}/${pid}`;
  if (!state.doubts.has(key)) state.doubts.set(key, doubtAtStart(state, event));
}

function doubtAtStart({ setting, picture, losses }: State, { host, atUs }: TraceEvent): string {
  if (picture.lock.heldBy(host) !== undefined) return "";
  const rival = picture.lock.heldElsewhere(host);
  // A host that has only just gone on hears of its loss with the next events that waited for it.
  const heardUs = losses.sinceLossUs(host, atUs, host);
  if (rival !== undefined && atUs - rival.sinceUs > instantUs && heardUs > instantUs) {
    return `When it began, at ${clock(atUs)}, ${node(rival.host)} had held the cluster lock since ${clock(rival.sinceUs)}.`;
  }
  const loss = picture.lock.lastLoss(host);
  if (loss === undefined) return `It began at ${clock(atUs)} without ever having held the cluster lock.`;
  if (heardUs <= actAfterLossUs(setting.constants)) return "";
  return `It began at ${clock(atUs)}, though it had lost the cluster lock at ${clock(loss.atUs)}.`;
}

function tooLate({ setting, picture, losses }: State, { host, atUs }: TraceEvent): string {
  const loss = picture.lock.lastLoss(host);
  if (picture.lock.heldBy(host) !== undefined || loss === undefined) return "";
  const allowedUs = actAfterLossUs(setting.constants) + recoveryRunUs(setting.constants);
  return losses.sinceLossUs(host, atUs, host) <= allowedUs
    ? ""
    : `It had lost the cluster lock at ${clock(loss.atUs)}, too long ago even for a helper that was running.`;
}
