import {
  activityEffects,
  type CtdbdData,
  type CtdbdEvent,
  fencingEffects,
  fencingGuards,
  refuseOld,
} from "../node/index.ts";
import type { ProgramChart } from "../process/index.ts";
import { addressChanges, addressEffects, addressGuards } from "./address-names.ts";
import { linkChanges, linkEffects, linkGuards } from "./interface-names.ts";
import { offerEffects } from "./offer-names.ts";
import { ownerEffects } from "./owner-names.ts";

/** What a main daemon answers about public addresses; what takes an event script is a procedure begun beside the others. */
export const addressesChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "addresses",
  sentence:
    "the controls of a takeover run, the links of interfaces, and the announcements of addresses that were taken",
  source: "facts/ip-nfs.md §1.5, §2.2; server/ctdb_takeover.c",
  initial: "serving",
  guards: {
    isBelowRunning: addressGuards.isBelowRunning,
    ...linkGuards,
    ...fencingGuards,
  },
  actions: {
    countAgain: addressChanges.countAgain,
    ...linkChanges,
    ...linkEffects,
    ...ownerEffects,
    replyAddresses: offerEffects.replyAddresses,
    beginTake: addressEffects.beginTake,
    beginRelease: addressEffects.beginRelease,
    beginEvent: addressEffects.beginEvent,
    announceAgain: addressEffects.announceAgain,
    replyOk: activityEffects.replyOk,
    ...fencingEffects,
  },
  states: {
    serving: {
      sentence: "answers at once, or begins what takes time",
      on: {
        GET_PUBLIC_IPS: { actions: ["readOwners", "listHeld", "replyAddresses"] },
        START_IPREALLOCATE: [refuseOld, { guard: "isBelowRunning", actions: "replyOk" }, { actions: "beginEvent" }],
        RELEASE_IP: [refuseOld, { actions: "beginRelease" }],
        TAKEOVER_IP: [refuseOld, { actions: "beginTake" }],
        SET_PUBLIC_IP_OWNERS: [refuseOld, { actions: "beginOwners" }],
        IPREALLOCATED: [refuseOld, { actions: "beginEvent" }],
        SET_IFACE_LINK_STATE: [{ guard: "linkIsKnown" }, { actions: ["noteLink", "reportLink"] }],
        ARP_DUE: { actions: ["announceAgain", "countAgain"] },
      },
    },
  },
};
