import { type Choices, drawChance, drawRange } from "../choices/index.ts";

const s = 1_000_000;

/** When a run hurts, when it heals and when it ends, microseconds. */
export interface Timeline {
  readonly hurtFromUs: number;
  readonly healAtUs: number;
  readonly durationUs: number;
}

/** Time in which a cluster boots undisturbed; in one run of four it is disturbed from the start. */
const BOOT_US: readonly [number, number] = [10 * s, 40 * s];
const HURT_US: readonly [number, number] = [60 * s, 240 * s];

/** Draws when things happen; a given duration is split in proportion. */
export function drawTimeline(choices: Choices, durationUs: number | undefined, settlingUs: number): Timeline {
  const hurtFromUs = drawChance(choices, "nemesis", 1, 4) ? 0 : drawRange(choices, "nemesis", ...BOOT_US);
  const hurtUs = drawRange(choices, "nemesis", ...HURT_US);
  if (durationUs === undefined) {
    const healAtUs = hurtFromUs + hurtUs;
    return { hurtFromUs, healAtUs, durationUs: healAtUs + settlingUs };
  }
  const healAtUs = Math.max(0, durationUs - settlingUs);
  return { hurtFromUs: Math.min(hurtFromUs, Math.floor(healAtUs / 2)), healAtUs, durationUs };
}
