import { expect, test } from "vitest";
import type { Finding } from "../judge.ts";
import type { Property } from "../property.ts";
import { booted, judged, type Line } from "../written-trace.ts";
import { messagesArrive } from "./messages-arrive.ts";
import { messagesArriveAsSent } from "./messages-arrive-as-sent.ts";

const setting = { databases: [{ name: "db1", kind: "volatile" as const }] };

/** Client 300 + n lives on node n; all nodes are connected, and have registered for "samba", and for "gone" both ways. */
const start: Line[] = [
  ...booted(),
  ...[0, 1, 2].flatMap((host): Line[] => [
    ...[0, 1, 2].flatMap((peer): Line[] => (peer === host ? [] : [[1, host, { type: "peer-connected", peer }]])),
    ...["samba", "gone"].map(
      (srvid): Line => [2, host, { type: "srvid-registered", pid: 300 + host, srvid, lastWord: false }],
    ),
    [2, host, { type: "srvid-registered", pid: 300 + host, srvid: "gone", lastWord: true }],
  ]),
];

const sends = (atS: number, number: number, to: 0 | 1 | 2 | "all" | "connected" | "active"): Line => [
  atS,
  0,
  { type: "message-sent", pid: 300, number, srvid: "samba", to },
];
const comes = (atS: number, host: number, number: number, srvid = "samba", from = 0): Line => [
  atS,
  host,
  { type: "message-received", pid: 300 + host, from, sender: 300 + from, number, srvid },
];
const verdict = <S>(property: Property<S>, ...lines: Line[]): Finding =>
  judged(property, [...start, ...lines], { endS: 100, setting });

test("what is sent in calm time is owed to every reader", () => {
  expect(verdict(messagesArrive, sends(50, 1, 1), comes(50.1, 1, 1)).verdict).toBe("holds");
  expect(verdict(messagesArrive, sends(50, 1, 1))).toMatchObject({ verdict: "violated", atUs: 52_000_000 });
  for (const to of ["all", "connected", "active"] as const) {
    const three = [0, 1, 2].map((host) => comes(50.1, host, 1));
    expect(verdict(messagesArrive, sends(50, 1, to), ...three).verdict).toBe("holds");
    expect(verdict(messagesArrive, sends(50, 1, to), ...three.slice(1)).verdict).toBe("violated");
    expect(verdict(messagesArrive, sends(50, 1, to), ...three.slice(0, 2)).verdict).toBe("violated");
  }
});

test("the last word of a client is owed to the others", () => {
  const dies: Line = [60, 2, { type: "process-exited", program: "samba-client", pid: 302, cause: "exit" }];
  const others = [0, 1].map((host) => comes(60.1, host, 0, "gone", 2));
  expect(verdict(messagesArrive, dies, ...others).verdict).toBe("holds");
  expect(verdict(messagesArrive, dies, ...others.slice(1)).verdict).toBe("violated");
});

test("nothing is owed where something was done, or nobody reads any more", () => {
  const strike: Line = [51, -1, { type: "fault-injected", fault: "crash-host", index: 0, detail: "" }];
  expect(verdict(messagesArrive, sends(50, 1, 1), strike).verdict).toBe("holds");
  const dies: Line = [51, 1, { type: "process-exited", program: "samba-client", pid: 301, cause: "killed" }];
  const word = [0, 2].map((host) => comes(51.1, host, 0, "gone", 1));
  expect(verdict(messagesArrive, sends(50, 1, 1), dies, ...word).verdict).toBe("holds");
  const apart: Line = [40, 0, { type: "peer-dead", peer: 1, cause: "closed" }];
  expect(verdict(messagesArrive, apart, sends(50, 1, 1)).verdict).toBe("holds");
  const banned: Line = [40, 2, { type: "flags-changed", flags: 8 }];
  const two = [0, 1].map((host) => comes(50.1, host, 1));
  expect(verdict(messagesArrive, banned, sends(50, 1, "active"), ...two).verdict).toBe("holds");
});

test("messages come once, in order, to who has registered, and only if they were sent", () => {
  const two = [sends(50, 1, 1), sends(50, 2, 1)];
  expect(verdict(messagesArriveAsSent, ...two, comes(51, 1, 1), comes(51, 1, 2)).verdict).toBe("holds");
  const wrong = (...lines: Line[]): string | undefined => verdict(messagesArriveAsSent, ...two, ...lines).why[1];
  expect(wrong(comes(51, 1, 2), comes(51, 1, 1))).toBe("Message 2 of that client had come to it before.");
  const toOwn = [sends(50, 1, "all"), sends(50, 2, 0)];
  expect(verdict(messagesArriveAsSent, ...toOwn, comes(51, 0, 2), comes(51, 0, 1)).verdict).toBe("holds");
  expect(wrong(comes(51, 1, 1), comes(51, 1, 1))).toBe("Message 1 of that client had come to it before.");
  expect(wrong(comes(51, 1, 3))).toBe("Its sender has not sent it.");
  expect(wrong(comes(51, 1, 1, "client 1"))).toBe('It has not registered for "client 1".');
});

test("not applicable without databases: then there are no clients", () => {
  for (const property of [messagesArrive, messagesArriveAsSent])
    expect(judged(property as Property, start, { endS: 9 }).verdict).toBe("not-applicable");
});
