import type { Scenario } from "./scenario.ts";

/** May nodes know other public addresses later than at the start? */
export function addressesChange({ reload, faults }: Pick<Scenario, "reload" | "faults">): boolean {
  return reload !== undefined || faults.some(({ kind }) => kind === "address-command");
}
