import {
  type Context,
  type LeaseData,
  type Model,
  modelFor,
  type Override,
  type ProcessData,
  type Scenario,
} from "../../model/index.ts";
import type { LoneDesign } from "./lone-design.ts";

/** One way to build a helper of a design. */
export interface Variant {
  readonly model: Model;
  /** A dead parent that nobody reaps counts as one that is there. */
  readonly fooledByZombies: boolean;
}

/** What the contract leaves open and CTDB's helper does not do: one that starts as an orphan may leave without a word. */
const leavesWithoutWord: Override = {
  id: "leaves-without-a-word",
  chart: "fcntl-helper",
  actions: {
    openOrCreate: (c: Context<ProcessData & { readonly parent: number }>) =>
      c.d.parent === 1 ? { kind: "exit", code: 0 } : { kind: "io", call: "open", create: true, path: c.d.lockSetting },
  },
};

type LeaseContext = Context<LeaseData>;

/** A service that cannot be reached has taken nothing away yet. */
const isOutOfReach = ({ d, f }: LeaseContext): boolean =>
  d.holds && (f.answer?.error === "unreachable" || f.answer?.error === "timeout");

/** What the contract leaves open where there is a lease: one that cannot renew it tries on until its claim is over. */
const triesOn: Override = {
  id: "tries-on-until-its-claim-is-over",
  chart: "put-fixed-helper",
  guards: { notServed: (c: LeaseContext) => c.f.answer?.ok === false && !isOutOfReach(c) },
  actions: {
    noteRenewed: (c: LeaseContext) => {
      if (!isOutOfReach(c)) c.d.renewedAtUs = c.d.askedAtUs;
    },
  },
};

/** The helper as its chart has it; of an unknown program also as the contract would rather have it. */
export function variantsOf(design: LoneDesign, scenario: Scenario, defects: readonly Override[]): readonly Variant[] {
  const shipped = { model: modelFor(scenario, defects), fooledByZombies: true };
  if (design.anyProgram !== true) return [shipped];
  const repairs = design.lock === "fcntl" ? [leavesWithoutWord] : [triesOn];
  return [shipped, { model: modelFor(scenario, [...repairs, ...defects]), fooledByZombies: false }];
}
