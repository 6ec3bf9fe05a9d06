import { AfterHeal, afterHealTypes } from "./after-heal.ts";
import { agreementTypes, members, unrecovered } from "./agreement.ts";
import { recoveredAfterLeaderUs } from "./bounds.ts";
import type { Picture } from "./picture/index.ts";
import type { Property, Setting } from "./property.ts";
import { clock } from "./sentences.ts";
import { needsHeal } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly heal: AfterHeal;
  judged: boolean;
}

/** The healed core works again in time. */
export const recoveredAfterHeal: Property<State> = {
  name: "recovered-after-heal",
  sentence: "After the heal all active nodes of the core are in recovery mode normal under one generation.",
  kind: "liveness",
  needs: [...afterHealTypes, ...agreementTypes],
  on: afterHealTypes,
  applies: needsHeal,
  initial: (setting, picture) => ({ setting, picture, heal: new AfterHeal(setting, picture), judged: false }),
  step({ heal }, event) {
    heal.observe(event);
    return null;
  },
  dueUs: ({ heal, judged, setting }) =>
    judged ? Number.POSITIVE_INFINITY : heal.leaderDueUs + recoveredAfterLeaderUs(setting.constants),
  tick(state, atUs) {
    const { picture, heal } = state;
    state.judged = true;
    const lack = members(picture, heal.core).some((host) => host.leaderRole) ? unrecovered(picture, heal.core) : "";
    if (lack === "") return null;
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
  end: ({ judged }) => (judged ? "holds" : "unknown"),
};
