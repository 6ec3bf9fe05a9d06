import type { Override } from "../chart/index.ts";
import type { CtdbVersion, LockDesign } from "../words/index.ts";

/**
 * What must be assumed for the properties to hold of CTDB as shipped. It never alters
 * a property: an `environment` assumption keeps the nemesis from drawing its case (and
 * where a case can also arise by itself, the world from producing it); a `repair`
 * replaces shipped behaviour by a named override.
 */
export interface Assumption {
  readonly name: string;
  readonly kind: "environment" | "repair";
  /** The lock designs it is in force for by default. */
  readonly locks: readonly LockDesign[];
  /** CTDB's versions it is in force for by default; absent: every one. */
  readonly versions?: readonly CtdbVersion[];
  /** The finding or section of the facts that makes it necessary. */
  readonly fact: string;
  readonly sentence: string;
  /** The overrides of a repair. */
  readonly overrides?: readonly Override[];
  /** Overrides of a version, by their ids, that a repair leaves out: what they undo came later, and is put in. */
  readonly leavesOut?: readonly string[];
}
