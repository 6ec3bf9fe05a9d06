import { type ControlOp, type ObservationOf, type TraceEvent, versionOn } from "../model/index.ts";
import { actAfterLossUs, recoveryRunUs } from "./bounds.ts";
import { LossClock, lossClockTypes } from "./loss-clock.ts";
import { never } from "./never.ts";
import type { Picture } from "./picture/index.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

/**
 * Controls by which a leader changes a node and that CTDB keeps behind the lock. The main loop's push of flags is
 * not among them: it stands before the look at the lock (steps 14 and 19), so any number of passes that wait for a
 * silent peer may still push; how late that was is measured instead.
 */
const acts: ReadonlySet<ControlOp> = new Set<ControlOp>([
  "SET_RECMODE",
  "START_RECOVERY",
  "SET_VNNMAP",
  "END_RECOVERY",
  "SET_BAN_STATE",
  "FREEZE",
  "TAKEOVER_IP",
  "IPREALLOCATED",
]);

/** A node runs a script before it accepts these, and that script goes on whoever leads. */
const scripted: ReadonlySet<ControlOp> = new Set<ControlOp>([
  "START_RECOVERY",
  "END_RECOVERY",
  "TAKEOVER_IP",
  "IPREALLOCATED",
]);

/** What acts for a leader, and may outlive its leadership by a moment. */
const helpers: ReadonlySet<string> = new Set(["recovery-helper", "takeover-helper"]);

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly losses: LossClock;
  /** When each recovery or takeover helper started, by host and pid; kept after its end, for acts that are still under way. */
  readonly helpers: Map<string, number>;
}

/** Without the lock a leader has at most W left to act. */
export const actsOnlyWithLock = never<State>({
  name: "acts-only-with-lock",
  sentence: "No leader's act is accepted later than W after its node lost the cluster lock, its script not counted.",
  needs: ["control-accepted", ...lossClockTypes],
  on: ["control-accepted", "lock-freed", "process-started"],
  applies: needsLock,
  initial: (setting, picture) => ({
    setting,
    picture,
    losses: new LossClock(picture, setting.lock),
    helpers: new Map(),
  }),
  step(state, event) {
    state.losses.observe(event);
    if (event.type === "process-started" && helpers.has(event.program))
      state.helpers.set(`${event.host}/${event.pid}`, event.atUs);
    return event.type === "control-accepted" && event.as === "leader" && acts.has(event.op)
      ? judge(state, event)
      : null;
  },
});

function judge(
  { setting, picture, losses, helpers }: State,
  event: ObservationOf<"control-accepted"> & TraceEvent,
): Violation | null {
  const { from, host, atUs, op, pid } = event;
  // Banning itself is how a leader without the lock gives up; in 4.3 a leader bans before it takes the lock.
  if (
    picture.lock.heldBy(from) !== undefined ||
    (op === "SET_BAN_STATE" && (from === host || versionOn(setting.ctdb, from) === "4.3"))
  )
    return null;
  const sinceUs = losses.sinceLossUs(from, atUs, host);
  const scriptUs = scripted.has(op) ? setting.constants.scriptTimeoutUs : 0;
  const allowedUs = actAfterLossUs(setting.constants) + scriptUs;
  if (sinceUs <= allowedUs) return null;
  const helperStartedUs = helpers.get(`${from}/${pid}`);
  const lostUs = picture.lock.lastLoss(from)?.atUs;
  const wasRunning = helperStartedUs !== undefined && lostUs !== undefined && helperStartedUs <= lostUs;
  if (wasRunning && sinceUs <= recoveryRunUs(setting.constants)) return null;
  const evidence =
    lostUs === undefined
      ? "That node never held the cluster lock."
      : `That node lost the cluster lock at ${clock(lostUs)}.`;
  return {
    atUs,
    hosts: [from, host],
    why: [
      `At ${clock(atUs)} ${node(host)} accepted ${op} from ${node(from)} acting as leader.`,
      evidence,
      lostUs === undefined
        ? "A leader that never held the lock may not act at all."
        : `It had ${seconds(allowedUs)} to find out and give up (RecoverTimeout and one main-loop pass${scriptUs > 0 ? ", and the script of this control" : ""}), not counting time in which it or ${node(host)} was not scheduled.`,
    ],
  };
}
