import type { ProcessData } from "../process/index.ts";
import type { Pnn } from "../words/index.ts";

/** What an administrator wants of public addresses. */
export interface AddressCommand {
  readonly command: "reloadips" | "addip" | "delip" | "moveip";
  /** The address it is about; "": those of the file. */
  readonly address: string;
  /** moveip: who shall serve it. */
  readonly to: Pnn;
}

/** The state of one call of the administrator's tool that is about public addresses. */
export interface AddressToolData extends ProcessData {
  readonly task: AddressCommand;
  /** moveip: the nodes that are connected, as its daemon sees them. */
  others: Pnn[];
}

/** Everything the tool reacts to. */
export type AddressToolEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "DAEMON_GONE" }
  | { readonly type: "SIGTERM" };

const nothing: AddressCommand = { command: "reloadips", address: "", to: -1 };

/** A call that has just been made. */
export function newAddressToolData(base: ProcessData, task: AddressCommand = nothing): AddressToolData {
  return { task, others: [], ...base };
}
