import { INVALID_GENERATION, recoveriesIn, type TraceEvent } from "../model/index.ts";
import { never } from "./never.ts";
import { hostTypes, isOut, type Picture } from "./picture/index.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node } from "./sentences.ts";

interface State {
  readonly picture: Picture;
  /** When the recovery of each generation began. */
  readonly startedUs: Map<number, number>;
}

/** What a node that is out has in its databases does not count, and nobody asks it for a record. */
export const inactiveTakesNoPart = never<State>({
  name: "inactive-takes-no-part",
  sentence: "A node that was stopped or banned before a recovery began is not recovered by it.",
  needs: ["recovery-started", ...hostTypes],
  on: ["recovery-started", "generation-changed"],
  applies: needsHelper,
  initial: (_setting, picture) => ({ picture, startedUs: new Map() }),
  step({ picture, startedUs }, event) {
    if (event.type === "recovery-started") startedUs.set(event.generation, event.atUs);
    return event.type === "generation-changed" ? judge(picture, startedUs.get(event.generation), event) : null;
  },
});

/** Whoever recovers serially goes by what it has heard of the others (facts/recovery.md §2.5). */
function needsHelper({ recovery }: Setting): string | null {
  const isAsked = recoveriesIn(recovery).every((design) => design === "parallel");
  return isAsked ? null : "Some node recovers serially, by what it has heard of the others.";
}

function judge(
  picture: Picture,
  startedUs: number | undefined,
  { host: pnn, atUs, generation }: TraceEvent & { readonly type: "generation-changed" },
): Violation | null {
  const host = picture.host(pnn);
  if (startedUs === undefined || generation === INVALID_GENERATION) return null;
  if (!isOut(host) || host.flagsSinceUs >= startedUs) return null;
  return {
    atUs,
    hosts: [pnn],
    why: [
      `At ${clock(atUs)} ${node(pnn)} was given generation ${generation}, of the recovery that had begun at ${clock(startedUs)}.`,
      `It had been stopped or banned since ${clock(host.flagsSinceUs)}.`,
      "Who takes part is asked of the nodes themselves: others may not have heard of it.",
    ],
  };
}
