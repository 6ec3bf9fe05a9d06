import type { Fault, Scenario } from "../../model/index.ts";

/** Does a takeip event that is struck by this leave an address on its interface that nobody serves? */
const stopsBehindInterface = (fault: Fault): boolean =>
  (fault.kind === "script-fails" || fault.kind === "script-hangs") &&
  fault.event === "takeip" &&
  fault.script !== "10.interface";

/**
 * Where NFS servers hear of their addresses from takeip events, what is struck of these is drawn as elsewhere, and left out as
 * far as the assumption takes-come-to-their-end rules it out.
 */
export function withWholeTakes(scenario: Scenario): Scenario {
  const { nfs, faults, dropped } = scenario;
  if (nfs === undefined || dropped.includes("takes-come-to-their-end")) return scenario;
  return { ...scenario, faults: faults.filter((fault) => !stopsBehindInterface(fault)) };
}
