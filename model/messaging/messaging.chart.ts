import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { ProgramChart } from "../process/index.ts";
import { messagingChanges, messagingEffects, messagingGuards } from "./messaging-names.ts";

/** What a main daemon does with messages between clients: a recovery changes nothing of it. */
export const messagingChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "messaging",
  sentence: "messages between clients, by service ids: a daemon passes on, and hands out, what nobody checks",
  source: "facts/recovery.md §1.11; server/ctdb_daemon.c daemon_request_message_from_client, server/ctdb_server.c",
  initial: "serving",
  guards: messagingGuards,
  actions: { ...messagingChanges, ...messagingEffects },
  states: {
    serving: {
      sentence: "passes on and hands out",
      on: {
        CLIENT_REGISTERS: [{ guard: "isGone" }, { actions: ["register", "reportRegistered"] }],
        CLIENT_DEREGISTERS: { actions: "deregister" },
        CLIENT_SENDS: [
          { guard: "isForAll", actions: "passToAll" },
          { guard: "isForActive", actions: "passToActive" },
          { guard: "isForConnected", actions: "passToConnected" },
          { guard: "isForHere", actions: "deliver" },
          { actions: "passToOne" },
        ],
        SERVICE_MESSAGE: { actions: "deliver" },
        CLIENT_GONE: { actions: ["passLastWord", "forgetRegistrations"] },
      },
    },
  },
};
