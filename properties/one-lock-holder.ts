import { never } from "./never.ts";
import { lockTypes, type Picture } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

/** At most one process holds the lock, whatever file it is on: two identities are two locks with one name. */
export const oneLockHolder = never<Picture>({
  name: "one-lock-holder",
  sentence: "At most one process holds the cluster lock in the service's truth.",
  needs: lockTypes,
  on: ["lock-taken"],
  applies: needsLock,
  initial: (_setting, picture) => picture,
  step(picture, event) {
    const [first, second] = picture.lock.holds;
    if (event.type !== "lock-taken" || first === undefined || second === undefined) return null;
    const files =
      first.object === second.object ? "on the same file" : `on another file (${first.object}, now ${second.object})`;
    return {
      atUs: event.atUs,
      hosts: [first.host, second.host],
      why: [
        `Process ${second.pid} on ${node(second.host)} took the cluster lock while process ${first.pid} on ${node(first.host)} held it.`,
        `The first holder had it since ${clock(first.sinceUs)}, ${files}.`,
        "One holder is what keeps two nodes from leading: the bound is zero.",
      ],
    };
  },
});
