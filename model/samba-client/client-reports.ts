import { type ClientEffect, databaseOfWork, recordOf, valueToWrite } from "./client-names.ts";

/** What a client lets an observer see. */
export const clientReports = {
  reportBegan: {
    sentence: "log that it begins",
    effect: (c) => ({ kind: "observe", event: { type: "job-began", pid: c.d.pid, client: c.d.client } }),
  },
  reportEnded: {
    sentence: "log that it is done",
    effect: (c) => ({ kind: "observe", event: { type: "job-ended", pid: c.d.pid, client: c.d.client } }),
  },
  reportWanted: {
    sentence: "log that it stands in line",
    effect: (c) => ({ kind: "observe", event: { type: "record-wanted", pid: c.d.pid, ...recordOf(c) } }),
  },
  reportAsked: {
    sentence: "log the call",
    effect: (c) => ({ kind: "observe", event: { type: "call-asked", pid: c.d.pid, call: c.d.call, ...recordOf(c) } }),
  },
  reportAnswered: {
    sentence: "log the answer",
    effect: (c) => ({
      kind: "observe",
      event: { type: "call-answered", pid: c.d.pid, call: c.d.call, status: c.d.status ?? -1 },
    }),
  },
  reportAttaching: {
    sentence: "log that it attaches",
    effect: (c) => ({ kind: "observe", event: { type: "attach-asked", pid: c.d.pid, db: databaseOfWork(c) } }),
  },
  reportAttached: {
    sentence: "log that it is attached",
    effect: (c) => ({
      kind: "observe",
      event: { type: "attach-answered", pid: c.d.pid, db: databaseOfWork(c), status: 0 },
    }),
  },
  reportNotAttached: {
    sentence: "log that it is not",
    effect: (c) => ({
      kind: "observe",
      event: { type: "attach-answered", pid: c.d.pid, db: databaseOfWork(c), status: -1 },
    }),
  },
  reportLocked: {
    sentence: "log that it has the record, and what is in it",
    effect: (c) => {
      const { value = "", rsn = 0 } = c.f.record ?? {};
      return { kind: "observe", event: { type: "record-locked", pid: c.d.pid, ...recordOf(c), value, rsn } };
    },
  },
  reportReadBegan: {
    sentence: "log that it wants to read",
    effect: (c) => ({ kind: "observe", event: { type: "read-began", pid: c.d.pid, ...recordOf(c) } }),
  },
  reportRead: {
    sentence: "log what it reads",
    effect: (c) => ({
      kind: "observe",
      event: { type: "record-read", pid: c.d.pid, ...recordOf(c), value: c.f.record?.value ?? "" },
    }),
  },
  reportAnswer: {
    sentence: "log what it reads in the answer",
    effect: (c) =>
      c.d.status === 0
        ? { kind: "observe", event: { type: "record-read", pid: c.d.pid, ...recordOf(c), value: c.d.answer } }
        : undefined,
  },
  reportWritten: {
    sentence: "log what it writes",
    effect: (c) => {
      const rsn = c.f.record?.rsn ?? 0;
      return {
        kind: "observe",
        event: { type: "record-written", pid: c.d.pid, ...recordOf(c), value: valueToWrite(c), rsn },
      };
    },
  },
  reportMessage: {
    sentence: "log what reaches it",
    effect: (c, e) => {
      if (e.type !== "MESSAGE") return undefined;
      const { from, pid: sender, number, srvid } = e.message;
      return { kind: "observe", event: { type: "message-received", pid: c.d.pid, from, sender, number, srvid } };
    },
  },
  reportUnlocked: {
    sentence: "log that it lets go",
    effect: (c) => ({ kind: "observe", event: { type: "record-unlocked", pid: c.d.pid, ...recordOf(c) } }),
  },
  reportAllUnlocked: {
    sentence: "log that it lets go of what is left",
    effect: (c) =>
      c.d.held.map((held) => ({ kind: "observe", event: { type: "record-unlocked", pid: c.d.pid, ...held } })),
  },
} as const satisfies Record<string, ClientEffect>;
