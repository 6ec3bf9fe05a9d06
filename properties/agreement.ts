import { INVALID_GENERATION, type LockDesign, type Pnn, UNKNOWN } from "../model/index.ts";
import { type HostView, hostTypes, isActive, leads, lockTypes, type Picture } from "./picture/index.ts";

/** What agreement is read from. */
export const agreementTypes = [...hostTypes, ...lockTypes];

/** Whether a group of hosts has one leader, and if not, what stands in the way. */
export interface Agreement {
  /** The leader they agree on; -1: none. */
  readonly leader: Pnn;
  /** Why there is none; empty if there is one, or if nobody in the group could lead. */
  readonly lack: string;
}

/** The members of a group that must agree: active, with a recovery daemon. */
export function members(picture: Picture, group: readonly Pnn[]): HostView[] {
  return group.map((pnn) => picture.host(pnn)).filter((host) => isActive(host) && host.recoverd !== 0);
}

/** Do all members believe in one of them that believes so itself, and, with a lock, holds it? */
export function agreement(picture: Picture, group: readonly Pnn[], lock: LockDesign): Agreement {
  const believers = members(picture, group);
  const [first] = believers;
  if (first === undefined || !believers.some((host) => host.leaderRole)) return { leader: UNKNOWN, lack: "" };
  const { leader } = first;
  const none = (lack: string): Agreement => ({ leader: UNKNOWN, lack });
  const other = believers.find((host) => host.leader !== leader);
  if (other !== undefined)
    return none(`node ${first.pnn} believes in ${leader} and node ${other.pnn} in ${other.leader} (-1: nobody)`);
  if (leader === UNKNOWN) return none("no node knows a leader");
  const chosen = believers.find((host) => host.pnn === leader);
  if (chosen === undefined || !leads(chosen)) return none(`all believe in node ${leader}, which is no active member`);
  const holds = lock === "none" || picture.lock.heldBy(leader) !== undefined;
  return holds ? { leader, lack: "" } : none(`all believe in node ${leader}, which does not hold the lock`);
}

/** Why a group is not recovered: all members in recovery mode normal under one valid generation; empty: it is. */
export function unrecovered(picture: Picture, group: readonly Pnn[]): string {
  return differing(members(picture, group));
}

/** What of modes and generations a leader takes for a reason to recover: daemons answer it without a recovery daemon too. */
export function differing(hosts: readonly HostView[]): string {
  const busy = hosts.find((host) => host.mode === "active");
  if (busy !== undefined) return `node ${busy.pnn} is in recovery mode active`;
  const [first] = hosts;
  const odd = hosts.find(
    (host) => (host.generation === INVALID_GENERATION && hosts.length > 1) || host.generation !== first?.generation,
  );
  return odd === undefined
    ? ""
    : `node ${odd.pnn} has generation ${odd.generation}, node ${first?.pnn} has ${first?.generation}`;
}
