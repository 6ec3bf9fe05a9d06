import type { Scenario, TraceEvent } from "../../model/index.ts";
import type { RunVerdict } from "../verdict.ts";
import type { Ledger } from "./ledger-text.ts";

/** All a report is made from. */
export interface RunStory {
  readonly scenario: Scenario;
  readonly ledger: Ledger;
  readonly events: readonly TraceEvent[];
  readonly verdict: RunVerdict;
}
