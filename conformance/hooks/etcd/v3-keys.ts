import { HookError } from "../hook-error.ts";
import { printable } from "../printable.ts";
import { httpRequest } from "./http-request.ts";
import type { LockKey, LockKeys } from "./lock-key.ts";

/** etcd's JSON: bytes in base64, 64-bit numbers as text, what is zero or empty left out. */
interface Range {
  readonly kvs?: readonly { readonly key: string; readonly lease?: string; readonly create_revision: string }[];
}

const encode = (text: string) => Buffer.from(text).toString("base64");

/** The keys `lock` and `lock/…` of etcd's v3 interface; the holder is who created first. */
export function v3Keys(port: number, lock: string): LockKeys {
  const call = async <T>(path: string, body: object): Promise<T> => {
    const text = JSON.stringify(body);
    const answer = await httpRequest(port, "POST", `/v3/${path}`, { type: "application/json", text });
    if (answer.status !== 200) throw new HookError(`etcd: ${path} failed: ${printable(answer.text)}`);
    return JSON.parse(answer.text) as T;
  };
  const remove = ({ key }: LockKey) => call<void>("kv/deleterange", { key: encode(key) });

  return {
    async list() {
      const own = await call<Range>("kv/range", { key: encode(lock) });
      // "0" is the character after "/".
      const below = await call<Range>("kv/range", { key: encode(`${lock}/`), range_end: encode(`${lock}0`) });
      return [...(own.kvs ?? []), ...(below.kvs ?? [])]
        .sort((a, b) => Number(a.create_revision) - Number(b.create_revision))
        .map(({ key, lease }) => ({
          key: Buffer.from(key, "base64").toString(),
          ...(lease === undefined ? {} : { lease }),
        }));
    },
    remove,
    async revoke({ key, lease }) {
      if (lease === undefined) throw new HookError(`etcd: the key ${printable(key)} has no lease`);
      await call("lease/revoke", { ID: lease });
    },
    async replace(holder, ttlSeconds) {
      const { ID } = await call<{ ID: string }>("lease/grant", { TTL: ttlSeconds });
      const other = { key: encode(holder.key), value: encode("another"), lease: ID };
      // Not one transaction: etcd refuses to delete a key and to put it in the same.
      await remove(holder);
      await call("kv/put", other);
    },
  };
}
