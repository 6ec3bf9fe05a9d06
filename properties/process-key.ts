import type { Pnn } from "../model/index.ts";

/** More than there are hosts. */
const HOSTS = 4096;

/** A number for a process of a host: pids repeat from host to host. */
export function processKey({ host, pid }: { readonly host: Pnn; readonly pid: number }): number {
  return pid * HOSTS + host;
}

/** The host in such a number. */
export function hostOfKey(key: number): Pnn {
  return key % HOSTS;
}
