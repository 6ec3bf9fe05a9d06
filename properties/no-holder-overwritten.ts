import { never } from "./never.ts";
import { lockTypes, type Picture } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

/** A lease ends because it was given back, has run out, or its service says so; not because somebody else wants it. */
export const noHolderOverwritten = never<Picture>({
  name: "no-holder-overwritten",
  sentence: "Nobody takes the cluster lock from a holder that has neither given it back nor let it run out.",
  needs: lockTypes,
  on: ["lock-freed"],
  applies: needsLock,
  initial: (_setting, picture) => picture,
  step(picture, event) {
    if (event.type !== "lock-freed" || event.cause !== "overwritten") return null;
    const sinceUs = picture.lock.lastLoss(event.host)?.sinceUs;
    return {
      atUs: event.atUs,
      hosts: [event.host],
      why: [
        `At ${clock(event.atUs)} somebody overwrote the cluster lock of process ${event.pid} on ${node(event.host)}.`,
        sinceUs === undefined
          ? "It held the lock."
          : `It had held the lock since ${clock(sinceUs)}, and its lease still ran.`,
        "A holder is not told that it lost the lock in this way: the bound is zero.",
      ],
    };
  },
});
