import { temporaryFolder } from "../cleanup/index.ts";
import type { Hooks } from "../hooks.ts";
import { ended, refusal } from "../refusal.ts";
import { safeName } from "../safe-name.ts";
import { deedsOf } from "./etcd-deeds.ts";
import { type EtcdOptions, ttlOf } from "./etcd-options.ts";
import { keysAndLeases } from "./keys-and-leases.ts";
import { SeatProxies } from "./seat-proxies.ts";
import { startEtcd } from "./start-etcd.ts";

const name = "etcd";

/**
 * Locks in an etcd of our own, with a way of its own for each seat. Placeholders: `{endpoint}`, `{host}`, `{port}` of
 * the seat's way, `{lock}`, `{ttl}` in seconds.
 *
 * @throws UnavailableError if there is no etcd, or it does not start
 */
export async function etcdHooks(options: EtcdOptions = {}): Promise<Hooks> {
  const ttl = ttlOf(options);
  const folder = temporaryFolder(name);
  const server = await startEtcd(folder.path, options.signal).catch(async (error: unknown) => {
    await folder.remove();
    throw error;
  });
  const seats = new SeatProxies(server.port);
  const deeds = deedsOf(server, seats);
  let over: Promise<void> | undefined;

  const end = async () => {
    await seats.close();
    await server.end();
    await folder.remove();
  };
  return {
    name,
    leaseMs: ttl * 1000,
    can: new Set(deeds.keys()),
    freshLocks: true,
    async seat(lock, seat) {
      if (over !== undefined) throw ended(name);
      const [host, { port }] = ["127.0.0.1", await seats.of(seat)];
      const service = { endpoint: `http://${host}:${port}`, host, port: String(port) };
      return { values: { ...service, lock: safeName(lock), ttl: String(ttl) }, env: {} };
    },
    async act(verb, lock, seat) {
      if (over !== undefined) throw ended(name);
      const deed = deeds.get(verb);
      if (deed === undefined) throw refusal(name, verb);
      await deed(safeName(lock), seat);
    },
    count: (lock) => keysAndLeases(server.port, safeName(lock)),
    end: () => {
      over ??= end();
      return over;
    },
  };
}
