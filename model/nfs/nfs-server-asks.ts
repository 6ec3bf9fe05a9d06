import type { Effect } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import type { NfsServerData } from "./nfs-server-data.ts";
import { stateAt } from "./statd-records.ts";

type C = Context<NfsServerData>;

/** Whoever is waited for stays on record until he has reclaimed: the server that waits for him may die. */
function notice({ design, nowUs }: NfsServerData, addresses: readonly string[], rises: boolean) {
  const forget = design.end === "coordinated" ? "never" : "first";
  return { kind: "nfs", do: "notify", addresses, own: false, state: stateAt(nowUs), rises, forget } as const;
}

/**
 * The notices to clients of addresses that were taken; to those of the others statd itself sends its own, if no script
 * does. `rises`: with numbers above those that were told before (assumption state-numbers-rise), not the clock's alone.
 */
export function noticesToServed({ d }: C, rises: boolean): Effect[] {
  const isByScript = d.design.notices === "raised-in-loop";
  const kept = d.served.filter((address) => !d.taken.includes(address));
  return [notice(d, d.taken, rises), { ...notice(d, kept, rises && isByScript), own: !isByScript }];
}

/** The notices to clients of addresses that were taken, and of no others. */
export function noticesToTaken({ d }: C, rises: boolean): Effect | undefined {
  return d.taken.length === 0 ? undefined : notice(d, d.taken, rises);
}

/**
 * What is locked through the address at hand is let go of. `held`: a file system that can holds it until every server
 * enforces its grace (assumption given-up-locks-are-held).
 */
export function addressSurrendered({ d }: C, held: boolean): Effect {
  const files = Object.entries(d.locks).flatMap(([file, { address }]) =>
    address === d.callout?.address ? [file] : [],
  );
  return { kind: "nfs", do: "surrender", cause: "released", files, held: held && d.design.fileSystem === "hold" };
}

/** The same of everything; a file system that holds locks until nobody grants may count on a server that is stopped. */
export function serviceSurrendered({ d }: C, held: boolean): Effect[] {
  const canHold = d.design.fileSystem === "hold";
  const isHeld = held && canHold;
  // Nobody had anything when it last prepared: there is nothing to wait for.
  const isLeft = isHeld && !d.isUnused;
  return [
    { kind: "nfs", do: "surrender", cause: "released", held: isHeld },
    isLeft ? { kind: "nfs", do: "need", on: true, isStopped: true } : { kind: "nfs", do: "need", on: false },
    { kind: "nfs", do: "enforce", on: canHold },
  ];
}
