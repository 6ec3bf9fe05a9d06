import { clientId, GONE, RECONFIGURE, SAMBA } from "../messaging/index.ts";
import type { Destination, Registration, ServiceId } from "../words/index.ts";
import { type ClientChange, type ClientContext, type ClientEffect, workOf } from "./client-names.ts";

/** Where its message goes, and to whom there. */
function addressOf(c: ClientContext): { readonly to: Destination; readonly srvid: ServiceId } {
  const work = workOf(c);
  if (work?.do !== "send") return { to: "connected", srvid: SAMBA };
  return { to: work.to, srvid: work.client === undefined ? SAMBA : clientId(work.client) };
}

/** What a client does to send messages and to get them. */
export const messageSending = {
  register: {
    sentence: "have what is sent there handed to it, and its last word sent when it is gone",
    effect: ({ d: { pid, client } }) => {
      const srvids = [clientId(client), SAMBA, GONE, RECONFIGURE];
      const registrations: Registration[] = srvids.map((srvid) => ({ pid, srvid, lastWord: false }));
      registrations.push({ pid, srvid: GONE, lastWord: true });
      return registrations.map((registration) => ({ kind: "register", registration }));
    },
  },
  countMessage: {
    sentence: "its next message",
    change: (c) => {
      c.d.sent += 1;
    },
  },
  sendMessage: {
    sentence: "hand it to its daemon; nobody answers",
    effect: (c) => {
      const { to, srvid } = addressOf(c);
      return { kind: "sendMessage", to, message: { srvid, from: c.d.pnn, pid: c.d.pid, number: c.d.sent } };
    },
  },
  reportSent: {
    sentence: "log it",
    effect: (c) => ({
      kind: "observe",
      event: { type: "message-sent", pid: c.d.pid, number: c.d.sent, ...addressOf(c) },
    }),
  },
} as const satisfies Record<string, ClientChange | ClientEffect>;
