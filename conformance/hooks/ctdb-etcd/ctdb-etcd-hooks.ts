import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../cleanup/index.ts";
import { type EtcdOptions, etcdHooks, ttlOf } from "../etcd/index.ts";
import type { Hooks } from "../hooks.ts";
import { safeName } from "../safe-name.ts";
import { helperConfig } from "./helper-config.ts";
import { writeStubs } from "./stubs.ts";

/**
 * As `etcdHooks`, for the helper that comes with CTDB: run it as `ctdb_etcd_lock -c {config}`. In its environment
 * `testparm` and `ctdb` are stubs.
 *
 * @throws UnavailableError if there is no etcd, or it does not start
 */
export async function ctdbEtcdHooks(options: EtcdOptions = {}): Promise<Hooks> {
  const folder = temporaryFolder("ctdb-etcd");
  const environmentOf = writeStubs(folder.path);
  const etcd = await etcdHooks(options).catch(async (error: unknown) => {
    await folder.remove();
    throw error;
  });
  const nodes: string[] = [];

  return {
    ...etcd,
    name: "ctdb-etcd",
    async seat(lock, seat) {
      const { values } = await etcd.seat(lock, seat);
      const { host = "", port = "" } = values;
      const config = join(folder.path, `${safeName(lock)}.${safeName(seat)}.conf`);
      await writeFile(config, helperConfig({ host, port, lock: safeName(lock), ttl: ttlOf(options) }));
      if (!nodes.includes(seat)) nodes.push(seat);
      return { values: { ...values, config }, env: environmentOf(nodes.indexOf(seat)) };
    },
    async end() {
      await etcd.end();
      await folder.remove();
    },
  };
}
