import type { Pnn } from "../../words/index.ts";
import type { IpAddress } from "../address/index.ts";
import { allocateDeterministic } from "./deterministic.ts";
import type { AllocationStep } from "./layout.ts";
import { allocateLcp2 } from "./lcp2.ts";
import { mergedLayout } from "./merge.ts";
import { allocateNondeterministic } from "./nondeterministic.ts";
import type { AllocationRequest } from "./request.ts";

/** Which node shall have an address; UNKNOWN: none can. */
export interface Assignment {
  readonly address: IpAddress;
  readonly pnn: Pnn;
}

/** What an allocation comes to. */
export interface Allocation {
  /** In the order of the merged list: the greatest key first. */
  readonly assignments: readonly Assignment[];
  /** How it came to that. */
  readonly steps: readonly AllocationStep[];
}

/** Works out which node shall have which public address, as the takeover helper does (facts/ip-nfs.md §1.4). */
export function allocate(request: AllocationRequest): Allocation {
  const layout = mergedLayout(request);
  if (request.algorithm === "deterministic") allocateDeterministic(layout, request.homeNodes);
  else if (request.algorithm === "nondeterministic") allocateNondeterministic(layout, request.noIpFailback);
  else allocateLcp2(layout, request);
  const assignments = layout.addresses.map((address, index) => ({ address, pnn: layout.owner[index] as Pnn }));
  return { assignments, steps: layout.steps };
}
