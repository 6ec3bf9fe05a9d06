import type { AddressFault, FaultMoment, FaultPlace, KernelAddressFault } from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf } from "../choices/index.ts";

const L = "nemesis";

/** What an administrator may have the cluster do about public addresses, where that is asked for. */
export function drawAddressCommand(choices: Choices, aim: FaultMoment & FaultPlace): AddressFault {
  const change = drawChance(choices, L, 1, 2) ? { adds: ["10.1.0.1"] } : { drops: ["10.0.0.1"] };
  return { kind: "address-command", ...aim, command: "reloadips", everywhere: true, ...change };
}

/** What somebody may do to public addresses behind the daemon's back: mostly they are gone. */
export function drawIpCommand(choices: Choices, aim: FaultMoment & FaultPlace): KernelAddressFault {
  return {
    kind: "ip-command",
    ...aim,
    command: drawOneOf(choices, L, ["del", "del", "flush", "flush", "add"] as const),
  };
}
