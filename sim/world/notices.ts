import type { AnyEvent, GraceDesign, NfsEffect, Notices, StatdRecords } from "../../model/index.ts";
import type { Process } from "./process.ts";
import type { World } from "./world.ts";

/** Between two notices that one client is sent. */
const NOTICE_GAP_US = 1_000;
/** Sending the notices of an address may take that long (facts/ip-nfs.md §4.2); only what is done afterwards shows it. */
const SENDING_US = 10_000_000;

/** Whom notices go to, and by what records. */
export interface Notified {
  readonly records: StatdRecords;
  readonly design: GraceDesign;
  /** By their number as clients. */
  readonly users: readonly Process[];
}

/** The clients on record for some addresses are notified (facts/ip-nfs.md §4.2). */
export function notify(
  world: World,
  { records, design, users }: Notified,
  effect: Extract<NfsEffect, { do: "notify" }>,
): void {
  const { addresses, own, forget } = effect;
  for (const address of addresses) {
    const clients = forget === "first" ? records.take(address) : records.clientsOf(address);
    const all = records.number(address, clients, { ...effect, design });
    for (const notices of all) tell(world, users[notices.client], notices, { address, own });
    if (forget === "afterwards") world.later(SENDING_US, () => records.take(address));
  }
}

function tell(
  world: World,
  user: Process | undefined,
  { states }: Notices,
  from: { readonly address: string; readonly own: boolean },
): void {
  const delayUs = world.draw("nfs", world.scenario.timing.networkUs);
  for (const [index, state] of states.entries()) {
    const notice = { type: "NOTICE", ...from, state } as AnyEvent;
    if (user !== undefined) world.post(user, notice, delayUs + index * NOTICE_GAP_US);
  }
}
