import { AfterHeal, afterHealTypes } from "./after-heal.ts";
import { agreementTypes, members, unrecovered } from "./agreement.ts";
import { freezeTriesUs, recoveredAfterLeaderUs } from "./bounds.ts";
import { isDeadlocked } from "./databases/index.ts";
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
    const { picture, heal } = state;
    const lack = members(picture, heal.core).some((host) => host.leaderRole) ? unrecovered(picture, heal.core) : "";
    if (lack !== "" && state.triesEndUs === 0) state.triesEndUs = endOfTriesUs(state);
    if (state.triesEndUs > atUs) return null;
    state.judged = true;
    state.holds = lack === "";
    if (state.holds || state.isHeldUp || isDeadlocked(picture, atUs)) return null;
    return {
      atUs,
      hosts: members(picture, heal.core).map((host) => host.pnn),
      why: [
        `The cluster was healed at ${clock(picture.disturbances.healedUs)} and was not recovered at ${clock(atUs)}.`,
        `Then ${lack}.`,
        "A recovery is due after the leader, one RerecoveryTimeout that may stand in its way and one RecoverTimeout.",
      ],
    };
  },
  end: ({ holds }) => (holds ? "holds" : "unknown"),
};

/** A freeze that stands in line when the core is due has its tries: this is asked once, so it cannot go on for ever. */
function endOfTriesUs({ picture, heal, setting }: State): number {
  const hosts = new Set(members(picture, heal.core).map(({ pnn }) => pnn));
  const begunUs = picture.freezes.inLine("").flatMap(({ host, sinceUs }) => (hosts.has(host) ? [sinceUs] : []));
  return begunUs.length === 0 ? 0 : Math.max(...begunUs) + freezeTriesUs(setting.constants);
}
