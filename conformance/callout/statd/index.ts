/** The contract of the call-out of rpc.statd. */
import type { Clause } from "../../clause/index.ts";
import type { CalloutTrial } from "../trial.ts";
import { notifyingClauses } from "./notifying.ts";
import { recordingClauses } from "./recording.ts";
import { robustnessClauses } from "./robustness.ts";

/** All clauses about the call-out of rpc.statd, by their numbers: each comes after those that it needs. */
export const statdClauses: readonly Clause<CalloutTrial>[] = [
  ...Object.values(recordingClauses),
  ...Object.values(notifyingClauses),
  ...Object.values(robustnessClauses),
].sort((a, b) => (a.id < b.id ? -1 : 1));
