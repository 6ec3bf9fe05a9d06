/** A real helper held against the chart of the simulator. */
export { actsOfHooks } from "./acts-of-hooks.ts";
export { type AgainstModel, againstModel } from "./against-model.ts";
export { type Knobs, knobsOf } from "./knobs.ts";
export { margins } from "./margins.ts";
