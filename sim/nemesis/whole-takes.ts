import { type Fault, graceDesigns, type Scenario } from "../../model/index.ts";

/** Does a takeip event that is struck by this leave an address on its interface that nobody serves? */
const stopsBehindInterface = (fault: Fault): boolean =>
  (fault.kind === "script-fails" || fault.kind === "script-hangs") &&
  fault.event === "takeip" &&
  fault.script !== "10.interface";

/**
 * Where each address has a file system that is mounted with it, what is struck of takeip events is drawn as elsewhere, and left
 * out as far as the assumption takes-come-to-their-end rules it out.
 */
export function withWholeTakes(scenario: Scenario): Scenario {
  const { nfs, faults, dropped } = scenario;
  const isMounted = nfs !== undefined && graceDesigns[nfs.grace].fileSystem === "one-at-a-time";
  if (!isMounted || dropped.includes("takes-come-to-their-end")) return scenario;
  return { ...scenario, faults: faults.filter((fault) => !stopsBehindInterface(fault)) };
}
