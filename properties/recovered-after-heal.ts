import { AfterHeal, afterHealTypes } from "./after-heal.ts";
import { agreementTypes, members, unrecovered } from "./agreement.ts";
import { recoveredAfterLeaderUs } from "./bounds.ts";
import { isDeadlocked } from "./databases/index.ts";
import { endOfTriesUs } from "./freeze-tries.ts";
import type { Picture } from "./picture/index.ts";
import type { Property, Setting } from "./property.ts";
import { clock } from "./sentences.ts";
import { needsHeal } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly heal: AfterHeal;
  judged: boolean;
  /** When the tries of a freeze that stands in line are over; 0: none stood when the core was due. */
  triesEndUs: number;
  /** Since the heal a recovery could not go on for a circle of waits: that is told by `no-deadlock`. */
  isHeldUp: boolean;
  holds: boolean;
}

/** The healed core works again in time. */
export const recoveredAfterHeal: Property<State> = {
  name: "recovered-after-heal",
  sentence: "After the heal all active nodes of the core are in recovery mode normal under one generation.",
  kind: "liveness",
  needs: [...afterHealTypes, ...agreementTypes],
  on: [...afterHealTypes, "credit-assigned"],
  applies: needsHeal,
  initial: (setting, picture) => ({
    setting,
    picture,
    heal: new AfterHeal(setting, picture),
    judged: false,
    triesEndUs: 0,
    isHeldUp: false,
    holds: false,
  }),
  step(state, event) {
    state.heal.observe(event);
    // The recovery that has failed just now is in the circle still.
    const isHealed = state.heal.core.length > 0;
    if (isHealed && event.type === "credit-assigned" && isDeadlocked(state.picture, event.atUs)) state.isHeldUp = true;
    return null;
  },
  dueUs: ({ heal, judged, triesEndUs, setting }) =>
    judged
      ? Number.POSITIVE_INFINITY
      : Math.max(heal.leaderDueUs + recoveredAfterLeaderUs(setting.constants), triesEndUs),
  tick(state, atUs) {
    const { picture, heal, setting } = state;
    const hosts = members(picture, heal.core);
    const pnns = hosts.map(({ pnn }) => pnn);
    const lack = hosts.some((host) => host.leaderRole) ? unrecovered(picture, heal.core) : "";
    if (lack !== "" && state.triesEndUs === 0) state.triesEndUs = endOfTriesUs(picture, pnns, setting);
    if (state.triesEndUs > atUs) return null;
    state.judged = true;
    state.holds = lack === "";
    if (state.holds || state.isHeldUp || isDeadlocked(picture, atUs)) return null;
    return {
      atUs,
      hosts: pnns,
      why: [
        `The cluster was healed at ${clock(picture.disturbances.healedUs)} and was not recovered at ${clock(atUs)}.`,
        `Then ${lack}.`,
        "A recovery is due after the leader, one RerecoveryTimeout that may stand in its way and one RecoverTimeout.",
      ],
    };
  },
  end: ({ holds }) => (holds ? "holds" : "unknown"),
};
