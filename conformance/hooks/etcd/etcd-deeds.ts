import type { HookVerb } from "../hooks.ts";
import type { EtcdServer } from "./etcd-server.ts";
import { lockDeeds } from "./lock-deeds.ts";
import type { SeatProxies } from "./seat-proxies.ts";

type Deed = (lock: string, seat: string) => Promise<void>;

/** What can be done in an etcd of ours, by verb. */
export function deedsOf(server: EtcdServer, seats: SeatProxies): ReadonlyMap<HookVerb, Deed> {
  return new Map<HookVerb, Deed>([
    ["remove", (lock) => lockDeeds.remove(server.port, lock)],
    ["replace", (lock) => lockDeeds.replace(server.port, lock)],
    ["revoke", (lock) => lockDeeds.revoke(server.port, lock)],
    ["cut", async (_, seat) => (await seats.of(seat)).cut()],
    ["stall", async (_, seat) => (await seats.of(seat)).stall()],
    ["delay", async (_, seat) => (await seats.of(seat)).delay()],
    ["restore", async (_, seat) => (await seats.of(seat)).restore()],
    ["restart", () => server.restart()],
  ]);
}
