import type { GraceName } from "../../../model/index.ts";
import type { RealSetting } from "./real-stage.ts";
import type { Step } from "./step.ts";

/** A step, what a real server was seen to answer, and what the model answers where that is something else. */
export type Line = readonly [step: Step, seen: string, model?: string];

/** Things that are done in a row to a server of ganesha and to the model's, each set up alike. */
export interface Drill {
  readonly name: string;
  /** The design by which the model's server goes. */
  readonly design: GraceName;
  readonly setting: RealSetting;
  readonly lines: readonly Line[];
}

/** With NLM a grace of ganesha lasts its whole time. */
export const withNlm: RealSetting = { withNlm: true, graceSeconds: 4, leaseSeconds: 4 };
/**
 * Without, it ends once all on record are done, at the next look, of which there is one every half lease. Its own time is
 * out of reach here.
 */
export const v4Alone: RealSetting = { withNlm: false, graceSeconds: 30, leaseSeconds: 8 };
/** The same where somebody is not done, and it must end by its time. */
export const v4Short: RealSetting = { withNlm: false, graceSeconds: 6, leaseSeconds: 4 };
