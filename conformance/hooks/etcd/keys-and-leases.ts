import { httpRequest } from "./http-request.ts";
import { v2Keys } from "./v2-keys.ts";
import { v3Keys } from "./v3-keys.ts";

/** How many keys there are for a lock by either interface, and how many leases in all: an attempt may leave one without a key. */
export async function keysAndLeases(port: number, lock: string): Promise<number> {
  const [old, keys] = await Promise.all([v2Keys(port, lock).list(), v3Keys(port, lock).list()]);
  const { text } = await httpRequest(port, "POST", "/v3/lease/leases", { type: "application/json", text: "{}" });
  const { leases = [] } = JSON.parse(text) as { readonly leases?: readonly unknown[] };
  return old.length + keys.length + leases.length;
}
