import { basename } from "node:path";
import type { Hooks, Limits } from "../../conformance/index.ts";
import type { LoneDesign } from "../../sim/index.ts";

/** Samba's own helper for files, whose second argument is its recheck interval in seconds. */
const FCNTL_HELPER = "ctdb_mutex_fcntl_helper";
const SHIPPED_ETCD_HOOKS = "ctdb-etcd";

/**
 * Which helper of the simulator stands beside a real one: for files CTDB's own, for the etcd helper of CTDB that one as
 * it is shipped, and for any other lease one that keeps the contract. Its periods are those that the limits stand for.
 */
export function modelDesign(
  [program, ...args]: readonly [string, ...(readonly string[])],
  { name, leaseMs }: Pick<Hooks, "name" | "leaseMs">,
  { parentGoneMs, recheckMs }: Pick<Limits, "parentGoneMs" | "recheckMs">,
): LoneDesign {
  if (name === SHIPPED_ETCD_HOOKS)
    return { lock: "etcd-ttl", ...(leaseMs === undefined ? {} : ttl("etcdTtlUs", leaseMs)) };
  if (leaseMs !== undefined)
    return { lock: "etcd-put-fixed", repaired: true, anyProgram: true, ...ttl("putTtlUs", leaseMs) };
  const isShipped = basename(program) === FCNTL_HELPER;
  const given = isShipped && /^\d{1,6}$/.test(args[1] ?? "") ? Number(args[1]) : undefined;
  const helperRecheckUs = given === undefined ? us(recheckMs) : given * 1_000_000;
  // The limit is two polls: one that has just passed, and the next.
  return { lock: "fcntl", anyProgram: !isShipped, set: { helperRecheckUs, helperParentPollUs: us(parentGoneMs / 2) } };
}

function ttl(constant: "etcdTtlUs" | "putTtlUs", leaseMs: number): Pick<LoneDesign, "set"> {
  const renewal = constant === "putTtlUs" ? { putRefreshUs: us(leaseMs / 2) } : {};
  return { set: { [constant]: us(leaseMs), ...renewal } };
}

function us(milliseconds: number): number {
  return Math.round(milliseconds * 1_000);
}
