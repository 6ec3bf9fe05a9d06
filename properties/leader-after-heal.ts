import { AfterHeal, afterHealTypes } from "./after-heal.ts";
import { agreement, agreementTypes, members } from "./agreement.ts";
import type { Picture } from "./picture/index.ts";
import type { Property, Setting } from "./property.ts";
import { clock, nodes } from "./sentences.ts";
import { needsHeal } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly heal: AfterHeal;
  judged: boolean;
}

/** The healed core agrees on a leader in time. */
export const leaderAfterHeal: Property<State> = {
  name: "leader-after-heal",
  sentence: "After the heal every active node of the core believes in one leader, which holds the lock.",
  kind: "liveness",
  needs: [...afterHealTypes, ...agreementTypes],
  on: afterHealTypes,
  applies: needsHeal,
  initial: (setting, picture) => ({ setting, picture, heal: new AfterHeal(setting, picture), judged: false }),
  step({ heal }, event) {
    heal.observe(event);
    return null;
  },
  dueUs: ({ heal, judged }) => (judged ? Number.POSITIVE_INFINITY : heal.leaderDueUs),
  tick(state, atUs) {
    const { picture, heal, setting } = state;
    state.judged = true;
    const { lack } = agreement(picture, heal.core, setting.lock);
    if (lack === "") return null;
    const hosts = members(picture, heal.core).map((host) => host.pnn);
    return {
      atUs,
      hosts,
      why: [
        `The cluster was healed at ${clock(picture.disturbances.healedUs)}, and at ${clock(atUs)} ${nodes(hosts)} had no common leader.`,
        `Then ${lack}.`,
        "A leader is due once a silent peer is given up, a failed election is tried again and a last ban is served.",
      ],
    };
  },
  end: ({ judged }) => (judged ? "holds" : "unknown"),
};
