import type { Property } from "./property.ts";

/** A safety claim: something that never happens. What was not seen to happen holds. */
export function never<State>(claim: Omit<Property<State>, "kind">): Property<State> {
  return { ...claim, kind: "safety" };
}
