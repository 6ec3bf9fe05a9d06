/** The contract of an NFS call-out. */
import type { Clause } from "../../clause/index.ts";
import type { CalloutTrial } from "../trial.ts";
import { barrierClauses } from "./barrier.ts";
import { executionClauses } from "./execution.ts";
import { lifecycleClauses } from "./lifecycle.ts";
import { registrationClauses } from "./registration.ts";

/** All clauses about NFS call-outs, by their numbers: each comes after those that it needs. */
export const nfsClauses: readonly Clause<CalloutTrial>[] = [
  ...Object.values(registrationClauses),
  ...Object.values(executionClauses),
  ...Object.values(barrierClauses),
  ...Object.values(lifecycleClauses),
].sort((a, b) => (a.id < b.id ? -1 : 1));
