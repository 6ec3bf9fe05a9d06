import type { CtdbdChange, CtdbdContext, CtdbdEffect } from "../node/index.ts";
import type { AddressRecord } from "../public-address/index.ts";

/** Those that were to be deleted as soon as they are released, and are (delete_pending: facts/ip-nfs.md §1.1, §1.5). */
function leavers({ d }: CtdbdContext): AddressRecord[] {
  return Object.values(d.publicAddresses).filter(({ isLeaving, placedOn }) => isLeaving && placedOn === "");
}

/** What a node forgets of public addresses. */
export const leaverChanges = {
  forgetLeavers: {
    sentence: "what was to be deleted when it is released is known no more",
    change: (c) => {
      for (const { address } of leavers(c)) delete c.d.publicAddresses[address.text];
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What is seen of that. */
export const leaverEffects = {
  reportForgotten: {
    sentence: "log what was to be deleted when it is released, and is",
    effect: (c) =>
      leavers(c).map(({ address }) => ({
        kind: "observe",
        event: { type: "address-known", address: address.text, on: false },
      })),
  },
} as const satisfies Record<string, CtdbdEffect>;
