import type { Fault, Pnn } from "../../model/index.ts";

/** The fault with every host -1 replaced by the host of its trigger; pairs that lead to themselves vanish. */
export function aimed(fault: Fault, host: Pnn): Fault {
  const at = (pnn: Pnn): Pnn => (pnn === -1 ? host : pnn);
  switch (fault.kind) {
    case "partition":
      return {
        ...fault,
        cut: fault.cut.map(([from, to]) => [at(from), at(to)] as const).filter(([from, to]) => from !== to),
      };
    case "slow-link":
    case "break-connection":
      return { ...fault, from: at(fault.from), to: at(fault.to) };
    case "remove-lock-file":
    case "replace-lock-file":
    case "lock-directory-gone":
    case "service-stall":
    case "service-restart":
    case "lease-ends-early":
      return fault;
    default:
      return { ...fault, host: at(fault.host) };
  }
}
