import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { ProgramChart } from "../process/index.ts";
import { tickleChanges, tickleEffects, tickleGuards } from "./tickle-names.ts";
import { tickleWriteChanges, tickleWriteEffects } from "./tickle-write-names.ts";

const { noteUnwritten } = tickleWriteChanges;
const { writeChanged } = tickleWriteEffects;

const linkUp = [{ guard: "isHalfConnected" }, { guard: "tellsAtOnce", actions: "tellTaken" }] as const;

/** Which connections of clients there are to public addresses: whoever takes one over tells the clients that they have lost theirs. */
export const ticklesChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "tickles",
  sentence: "keeps lists of the connections to public addresses, and tells the other nodes of its own",
  source: "facts/ip-nfs.md §2.2; server/ctdb_takeover.c",
  initial: "serving",
  guards: tickleGuards,
  actions: { ...tickleChanges, ...tickleEffects, noteUnwritten, writeChanged },
  states: {
    serving: {
      sentence: "notes connections, and tells of them at once or now and then",
      entry: "armTickleUpdate",
      on: {
        TCP_CLIENT: [
          { guard: "isGone" },
          { guard: "isNotServed" },
          { actions: ["noteConnection", "reportTracked", "passOn", "noteUnwritten", "writeChanged"] },
        ],
        TCP_ADD: { actions: "noteConnection" },
        TCP_ADD_DELAYED_UPDATE: [
          { guard: "isNotServed" },
          {
            guard: "tellsAtOnce",
            actions: ["noteConnection", "noteChange", "reportTracked", "tellChanged", "noteTold", "writeChanged"],
          },
          { actions: ["noteConnection", "noteChange", "reportTracked", "writeChanged"] },
        ],
        TCP_REMOVE: [{ guard: "isNotServed" }, { actions: ["dropConnection", "writeChanged"] }],
        CLIENT_GONE: [
          { guard: "sparesReleases", actions: ["forgetSettled", "writeChanged"] },
          { actions: ["forgetConnections", "writeChanged"] },
        ],
        TICKLE_UPDATE_DUE: {
          actions: ["tellChanged", "noteTold", "noteUnwritten", "writeChanged", "armTickleUpdate"],
        },
        TICKLE_WRITE_DUE: { actions: "writeChanged" },
        END_RECOVERY: { actions: ["noteUnwritten", "writeChanged"] },
        SET_TCP_TICKLE_LIST: [{ guard: "isServed" }, { actions: "storeList" }],
        STARTUP: { actions: "tellAll" },
        LINK_OUT_UP: linkUp,
        LINK_IN_UP: linkUp,
      },
    },
  },
};
