import type { ObservationType, TraceEvent } from "../model/index.ts";
import type { Picture } from "./picture/index.ts";
import type { Setting } from "./property.ts";

/** Something that a campaign must have seen at least once, or its verdict is worth nothing. */
export interface Witness<State = unknown> {
  readonly name: string;
  readonly sentence: string;
  readonly needs: readonly ObservationType[];
  /** Can it happen at all under this lock design and these assumptions? */
  applies(setting: Setting): boolean;
  initial(setting: Setting): State;
  /** Is this event the one? The picture has already taken it in. */
  seen(event: TraceEvent, picture: Picture, state: State): boolean;
}

/** How a witness is written down: it applies always and keeps nothing, unless it says so. */
export type Sometimes<State> = Pick<Witness<State>, "name" | "sentence" | "needs" | "seen"> & Partial<Witness<State>>;

/** Makes a witness. */
export function sometimes<State = undefined>(claim: Sometimes<State>): Witness<State> {
  return { applies: () => true, initial: () => undefined as State, ...claim };
}
