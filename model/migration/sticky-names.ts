import type { CtdbdChange, CtdbdContext, CtdbdEffect, CtdbdGuard } from "../node/index.ts";
import { newHandle } from "../process/index.ts";
import { databaseOf, keyOf } from "./record-names.ts";

/** When something noted of the key at hand is over, by this node's clock; 0: nothing is. A key may be the name of anything. */
function noted(c: CtdbdContext, what: "hot" | "pinned"): number {
  const database = databaseOf(c);
  if (database?.sticky !== true) return 0;
  const key = keyOf(c);
  return Object.hasOwn(database[what], key) ? (database[what][key] ?? 0) : 0;
}

/** How long the record at hand is kept from now on, microseconds; 0: no longer. */
function pinLeftUs(c: CtdbdContext): number {
  return Math.max(0, noted(c, "pinned") - c.d.nowUs);
}

/** May a hot record go on? Asked by calls of peers: clients of this node are served. */
export const pinOver: CtdbdGuard = {
  sentence: "the record has not just come here, or it is not hot",
  test: (c) => pinLeftUs(c) === 0,
};

/** What a call does to its key that many nodes have sent on before it found the record here. */
export const heat: CtdbdChange = {
  sentence:
    "in a sticky database a call that was sent on often makes its key hot here; one that is hot is not made hotter",
  change: (c) => {
    const { packet } = c.f;
    const database = databaseOf(c);
    if (database?.sticky !== true || packet?.op !== "REQ_CALL" || packet.hops < c.k.hopcountMakeSticky) return;
    if (noted(c, "hot") <= c.d.nowUs) database.hot[packet.key] = c.d.nowUs + c.k.stickyDurationUs;
  },
};

/** The names by which a record that has come stays for a moment (facts/recovery.md §1.7). */
export const pinActions = {
  pinDown: {
    sentence: "a hot record stays here for a moment, and no longer than it is hot",
    change: (c) => {
      const database = databaseOf(c);
      const hotUntilUs = noted(c, "hot");
      if (database === undefined || hotUntilUs <= c.d.nowUs) return;
      database.pinned[keyOf(c)] = Math.min(hotUntilUs, c.d.nowUs + c.k.stickyPindownUs);
      c.f.drawn = newHandle(c.d);
    },
  } satisfies CtdbdChange,
  armPindown: {
    sentence: "until then calls of peers wait",
    effect: (c) => {
      const delayUs = pinLeftUs(c);
      return delayUs === 0 ? undefined : { kind: "setTimer", timer: "PINDOWN_OVER", peer: c.f.drawn, delayUs };
    },
  } satisfies CtdbdEffect,
  reportPinned: {
    sentence: "log it",
    effect: (c) => {
      const forUs = pinLeftUs(c);
      if (forUs === 0) return undefined;
      return { kind: "observe", event: { type: "record-pinned", db: databaseOf(c)?.name ?? "", key: keyOf(c), forUs } };
    },
  } satisfies CtdbdEffect,
};
