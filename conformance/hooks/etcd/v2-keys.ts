import { HookError } from "../hook-error.ts";
import { printable } from "../printable.ts";
import { type HttpAnswer, httpRequest } from "./http-request.ts";
import type { LockKey, LockKeys } from "./lock-key.ts";

interface Node {
  readonly key: string;
  readonly dir?: boolean;
  readonly nodes?: readonly Node[];
}

const form = "application/x-www-form-urlencoded";

/** The keys below `/_locks/<lock>/` of etcd's v2 interface; the holder is the lowest of those numbered keys. */
export function v2Keys(port: number, lock: string): LockKeys {
  const remove = async ({ key }: LockKey) => void checked(await httpRequest(port, "DELETE", path(key)));
  return {
    async list() {
      const answer = await httpRequest(port, "GET", `${path(`/_locks/${lock}`)}?recursive=true`);
      if (answer.status === 404) return [];
      const { node } = JSON.parse(checked(answer).text) as { node: Node };
      const keys = leaves(node).map(({ key }) => ({ key }));
      return keys.sort((a, b) => (a.key < b.key ? -1 : 1));
    },
    remove,
    // A v2 key has no lease to revoke: when its time is over it vanishes, and so it does here.
    revoke: remove,
    async replace(holder, ttlSeconds) {
      const folder = holder.key.slice(0, holder.key.lastIndexOf("/"));
      const text = `value=another&ttl=${ttlSeconds}`;
      // In the queue first, so that whoever asks sees either holder, never none.
      checked(await httpRequest(port, "POST", path(folder), { type: form, text }));
      await remove(holder);
    },
  };
}

/** Keys of others may hold any character. */
function path(key: string): string {
  return `/v2/keys${key.split("/").map(encodeURIComponent).join("/")}`;
}

function leaves(node: Node): readonly Node[] {
  return node.dir === true ? (node.nodes ?? []).flatMap(leaves) : [node];
}

function checked(answer: HttpAnswer): HttpAnswer {
  if (answer.status >= 400) throw new HookError(`etcd: ${printable(answer.text)}`);
  return answer;
}
