import type { ProgramChart } from "../process/index.ts";
import { type CtdbVersion, ctdbVersions, FLAG, type Pnn } from "../words/index.ts";
import { type CtdbdData, type CtdbdEvent, isConnected, peersOf } from "./ctdbd-data.ts";
import type { CtdbdChange, CtdbdContext, CtdbdEffect, CtdbdGuard } from "./names.ts";

function peer(e: CtdbdEvent): Pnn {
  return "peer" in e ? e.peer : -1;
}

function seenAlive(c: CtdbdContext, e: CtdbdEvent): boolean {
  return ((c.d.flagsOf[peer(e)] ?? 0) & FLAG.disconnected) === 0;
}

function bury(c: CtdbdContext, pnn: Pnn): void {
  c.d.flagsOf[pnn] = (c.d.flagsOf[pnn] ?? 0) | FLAG.disconnected | FLAG.unhealthy;
  c.d.out[pnn] = false;
  c.d.in[pnn] = false;
  c.d.silent[pnn] = 0;
}

function uptime(c: CtdbdContext): number {
  return Math.floor((c.d.nowUs - c.d.startedUs) / 1_000_000);
}

/** A number that is greater for older versions. */
function age(version: CtdbVersion): number {
  return -Object.keys(ctdbVersions).indexOf(version);
}

const guards = {
  outIsUp: { sentence: "the outgoing connection is there", test: (c, e) => c.d.out[peer(e)] === true },
  nowConnected: {
    sentence: "both directions are there and the peer was seen as disconnected",
    test: (c, e) => isConnected(c.d, peer(e)) && !seenAlive(c, e),
  },
  mustGiveWay: {
    sentence: "the peer has another version, versions must not be mixed, and it is longer up, or as long and newer",
    test: (c, e) => {
      if (e.type !== "KEEPALIVE" || c.k.allowMixedVersions === 1 || c.d.runState === "shutdown") return false;
      const { version, uptimeS } = e.sender;
      if (version === c.d.version) return false;
      const ownS = uptime(c);
      return ownS === uptimeS ? age(c.d.version) > age(version) : ownS < uptimeS;
    },
  },
  wasConnected: { sentence: "the peer was seen as connected", test: (c, e) => seenAlive(c, e) },
} as const satisfies Record<string, CtdbdGuard>;

const changes = {
  noteOut: {
    sentence: "the outgoing connection is there",
    change: (c, e) => {
      c.d.out[peer(e)] = true;
    },
  },
  noteIn: {
    sentence: "the incoming connection is there",
    change: (c, e) => {
      c.d.in[peer(e)] = true;
    },
  },
  noteConnected: {
    sentence: "the peer is connected; it stays unhealthy until the leader says otherwise",
    change: (c, e) => {
      const pnn = peer(e);
      c.d.flagsOf[pnn] = (c.d.flagsOf[pnn] ?? 0) & ~FLAG.disconnected;
      c.d.received[pnn] = 1;
      if (c.d.recoveryMode === "active") c.d.metAgainUnder = c.d.generation;
      c.d.silent[pnn] = 0;
    },
  },
  buryPeer: {
    sentence: "the peer is dead: disconnected and unhealthy, both directions closed",
    change: (c, e) => bury(c, peer(e)),
  },
  countSilence: {
    sentence: "a connected peer that sent nothing since the last check was silent once more",
    change: (c) => {
      for (const pnn of peersOf(c.d)) {
        if (!isConnected(c.d, pnn)) continue;
        c.d.silent[pnn] = c.d.received[pnn] === 0 ? (c.d.silent[pnn] ?? 0) + 1 : 0;
        c.d.received[pnn] = 0;
      }
    },
  },
  burySilent: {
    sentence: "peers silent too often in a row are dead",
    change: (c) => {
      c.d.buried = peersOf(c.d).filter((pnn) => isConnected(c.d, pnn) && (c.d.silent[pnn] ?? 0) >= c.k.keepaliveLimit);
      for (const pnn of c.d.buried) bury(c, pnn);
    },
  },
} as const satisfies Record<string, CtdbdChange>;

const effects = {
  connect: { sentence: "call the peer", effect: (_c, e) => ({ kind: "connect", peer: peer(e) }) },
  armConnect: {
    sentence: "call again after the reconnect interval",
    effect: (c, e) => ({ kind: "setTimer", timer: "CONNECT_DUE", peer: peer(e), delayUs: c.k.reconnectIntervalUs }),
  },
  armConnectIfAbsent: {
    sentence: "see that the peer is called again; the other direction's end may have done so already",
    effect: (c, e) => ({
      kind: "setTimer",
      timer: "CONNECT_DUE",
      peer: peer(e),
      delayUs: c.k.reconnectIntervalUs,
      ifAbsent: true,
    }),
  },
  disconnect: {
    sentence: "close both directions; controls pending there fail",
    effect: (_c, e) => ({ kind: "disconnect", peer: peer(e) }),
  },
  disconnectSilent: {
    sentence: "close both directions to the silent peers; controls pending there fail",
    effect: (c) => c.d.buried.map((pnn) => ({ kind: "disconnect", peer: pnn })),
  },
  callSilent: {
    sentence: "call the silent peers at once",
    effect: (c) => c.d.buried.map((pnn) => ({ kind: "setTimer", timer: "CONNECT_DUE", peer: pnn, delayUs: 0 })),
  },
  callNow: {
    sentence: "call the peer at once",
    effect: (_c, e) => ({ kind: "setTimer", timer: "CONNECT_DUE", peer: peer(e), delayUs: 0 }),
  },
  greet: {
    sentence: "a keepalive to every connected peer, with its version and how long it is up",
    effect: (c) => {
      const sender = { version: c.d.version, uptimeS: uptime(c) };
      return peersOf(c.d).flatMap((peer) => (isConnected(c.d, peer) ? [{ kind: "keepalive", peer, sender }] : []));
    },
  },
  armKeepalive: {
    sentence: "check again after the keepalive interval",
    effect: (c) => ({ kind: "setTimer", timer: "KEEPALIVE_DUE", delayUs: c.k.keepaliveIntervalUs }),
  },
  beginShutdown: {
    sentence: "shut down: versions must not be mixed, and the younger daemon gives way",
    effect: () => ({ kind: "begin", chart: "shutdown" }),
  },
  askForRecovery: {
    sentence: "as shipped nothing: what was lost with the connection is asked anew only by a recovery, if one comes",
    effect: () => undefined,
  },
  reportConnected: {
    sentence: "log the peer as connected",
    effect: (_c, e) => ({ kind: "observe", event: { type: "peer-connected", peer: peer(e) } }),
  },
  reportClosed: {
    sentence: "log the peer as dead: its connection closed",
    effect: (_c, e) => ({ kind: "observe", event: { type: "peer-dead", peer: peer(e), cause: "closed" } }),
  },
  reportSilent: {
    sentence: "log the peers as dead: silent",
    effect: (c) =>
      c.d.buried.map((pnn) => ({ kind: "observe", event: { type: "peer-dead", peer: pnn, cause: "silent" } })),
  },
} as const satisfies Record<string, CtdbdEffect>;

/** Connections to peers and their death: closed at once, silent after 25 to 30 s (facts/leadership.md §1.6). */
export const connectionsChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "connections",
  sentence: "two TCP directions to each peer, keepalives, and when a peer counts as dead",
  source: "facts/leadership.md §1.6; server/ctdb_keepalive.c, server/ctdb_server.c, tcp/",
  initial: "serving",
  guards,
  actions: { ...changes, ...effects },
  states: {
    serving: {
      sentence: "looks after its peers",
      on: {
        CONNECT_DUE: [{ guard: "outIsUp" }, { actions: ["connect", "armConnect"] }],
        LINK_OUT_UP: { target: "judging", actions: "noteOut" },
        LINK_IN_UP: { target: "judging", actions: "noteIn" },
        LINK_CLOSED: [
          { guard: "wasConnected", actions: ["buryPeer", "disconnect", "reportClosed", "callNow"] },
          { actions: ["buryPeer", "disconnect", "armConnectIfAbsent"] },
        ],
        KEEPALIVE: { guard: "mustGiveWay", actions: "beginShutdown" },
        KEEPALIVE_DUE: {
          actions: [
            "armKeepalive",
            "countSilence",
            "burySilent",
            "disconnectSilent",
            "callSilent",
            "reportSilent",
            "greet",
          ],
        },
      },
    },
    judging: {
      sentence: "a direction has come up",
      always: [
        { guard: "nowConnected", target: "serving", actions: ["noteConnected", "reportConnected", "askForRecovery"] },
        { target: "serving" },
      ],
    },
  },
};
