import type { Reply } from "../effect/index.ts";
import { answers } from "../process/index.ts";
import { takeoverDesigns, UNKNOWN } from "../words/index.ts";
import { assignCredits } from "./credit-names.ts";
import type { RecoverdChange, RecoverdContext, RecoverdEffect, RecoverdGuard } from "./names.ts";

function areDisabled({ d }: RecoverdContext): boolean {
  return d.nowUs < d.takeoverDisabledUntilUs;
}

/** Is a run made beside the main loop just now? */
function goesOnBeside({ d }: RecoverdContext): boolean {
  return d.takeoverInProgress && !takeoverDesigns[d.takeover].isWaitedFor;
}

/** Has an interface come, gone, lost its link or got it back since the last look? The first look always finds a change. */
function haveLinksChanged({ d: { seenLinks } }: RecoverdContext, reply: Reply | undefined): boolean {
  if (seenLinks === null) return true;
  const { links = {} } = reply ?? {};
  const names = Object.keys(links);
  return names.length !== Object.keys(seenLinks).length || names.some((name) => links[name] !== seenLinks[name]);
}

/** Is something wrong with this node's own addresses (facts/ip-nfs.md §2.1)? */
function isAmiss(c: RecoverdContext): boolean {
  const reply = answers(c)[0]?.[1];
  if (haveLinksChanged(c, reply)) return true;
  const mayTake = reply?.canHost === true && c.d.ownFlags === 0;
  const { addresses = [], leaving = [], unlinked = [] } = reply ?? {};
  const isOffered = (text: string): boolean => !leaving.includes(text) && !unlinked.includes(text);
  return addresses.some(({ address, pnn }) => {
    if (mayTake && pnn === UNKNOWN && isOffered(address.text)) return true;
    return (pnn === c.d.pnn) !== c.f.interfaces.includes(address.text);
  });
}

/** Questions about takeover runs, and about the node's own addresses. */
export const takeoverGuards = {
  takeoversDisabled: { sentence: "takeover runs are disabled here for now", test: areDisabled },
  takeoverInProgress: { sentence: "a takeover run is in progress", test: (c) => c.d.takeoverInProgress },
  takeoverDone: {
    sentence: "no takeover run has failed or been asked for, they are disabled here, or one goes on beside",
    test: (c) => areDisabled(c) || goesOnBeside(c) || !(c.d.takeoverNeeded || c.d.takeoverRequested),
  },
  addressesUnchecked: {
    sentence:
      "its addresses are not looked at: recovery mode, failover or takeover runs disabled, a run beside, no addresses",
    test: (c) =>
      c.d.recoveryMode === "active" ||
      c.k.failoverDisabled === 1 ||
      areDisabled(c) ||
      goesOnBeside(c) ||
      !c.d.knowsAddresses,
  },
  addressesInOrder: { sentence: "nothing is wrong with its own addresses", test: (c) => !isAmiss(c) },
} as const satisfies Record<string, RecoverdGuard>;

/** What a recovery daemon remembers of takeover runs. */
export const takeoverChanges = {
  takeoverRequested: {
    sentence: "a takeover run was asked for",
    change: (c) => {
      c.d.takeoverRequested = true;
    },
  },
  takeRequests: {
    sentence: "the run that begins serves all who have asked; who asks from now on is served by the next",
    change: (c) => {
      c.d.takeoverRequested = false;
    },
  },
  forgetRequests: {
    sentence: "requests are the leader's business",
    change: (c) => {
      c.d.takeoverRequested = false;
    },
  },
  beginTakeover: {
    sentence: "a takeover run is in progress: it cannot be disabled now",
    change: (c) => {
      c.d.takeoverInProgress = true;
    },
  },
  endTakeover: {
    sentence: "the takeover run is over",
    change: (c) => {
      c.d.takeoverInProgress = false;
    },
  },
  takeoverIsNeeded: {
    sentence: "a takeover run is needed until one succeeds",
    change: (c) => {
      c.d.takeoverNeeded = true;
    },
  },
  noteForced: {
    sentence: "the next run is to move addresses to that node too, which may have some already",
    change: (c, e) => {
      if (e.type === "REBALANCE_NODE" && !c.d.forced.includes(e.pnn)) c.d.forced = [...c.d.forced, e.pnn];
    },
  },
  takeForced: {
    sentence: "the nodes that this run is to move addresses to",
    change: (c) => {
      c.d.work.forced = c.d.forced;
    },
  },
  forgetServed: {
    sentence: "the nodes that it was to move addresses to are served, unless more were named meanwhile",
    change: (c) => {
      if (c.d.forced === c.d.work.forced) c.d.forced = [];
    },
  },
  forgetForced: {
    sentence: "which nodes are to be given addresses is the leader's business",
    change: (c) => {
      c.d.forced = [];
    },
  },
  takeoverSucceeded: {
    sentence: "no takeover run is needed any more",
    change: (c) => {
      c.d.takeoverNeeded = false;
    },
  },
  disableTakeovers: {
    sentence: "no takeover run here for as long as the leader says; refused while one is in progress",
    change: (c, e) => {
      if (e.type === "DISABLE_TAKEOVER_RUNS" && !c.d.takeoverInProgress)
        c.d.takeoverDisabledUntilUs = c.d.nowUs + e.forUs;
    },
  },
  blameForTakeover: {
    sentence: "as many credits as there are nodes for the node because of which a takeover run failed",
    change: (c, e) => {
      if (e.type === "BANNING") assignCredits(c, [e.pnn], "takeover run failed", c.d.nodes);
    },
  },
  noteInterfaces: {
    sentence: "remember its node's interfaces, and which have a link",
    change: (c) => {
      c.d.seenLinks = answers(c)[0]?.[1].links ?? {};
    },
  },
} as const satisfies Record<string, RecoverdChange>;

/** What a recovery daemon does about takeover runs. */
export const takeoverEffects = {
  callTakeover: { sentence: "make a takeover run", effect: () => ({ kind: "call", chart: "takeover-run" }) },
  callOffTakeover: {
    sentence: "kill whoever makes a takeover run beside: addresses are not taken in recovery mode",
    effect: ({ d }) =>
      d.takeoverHandle === 0 ? undefined : { kind: "signal", handle: d.takeoverHandle, signal: "KILL" },
  },
  reportForced: {
    sentence: "log that the leader knows of it",
    effect: (_c, e) =>
      e.type === "REBALANCE_NODE" ? { kind: "observe", event: { type: "node-forced", node: e.pnn } } : undefined,
  },
  askAddresses: {
    sentence: "ask its daemon for the addresses that it knows",
    effect: (c) => ({
      kind: "ask",
      op: "GET_PUBLIC_IPS",
      to: [c.d.pnn],
      body: {},
      as: "self",
      timeoutUs: c.k.recoverTimeoutUs,
    }),
  },
  listInterfaces: {
    sentence: "look which addresses the kernel has",
    effect: () => ({ kind: "interface", op: "list" }),
  },
  askForTakeover: {
    sentence: "ask the leader for a takeover run",
    effect: (c) => ({ kind: "broadcast", to: "connected", message: { type: "TAKEOVER_RUN", pnn: c.d.pnn } }),
  },
  disablePeers: {
    sentence: "peers shall neither make nor ask for a takeover run meanwhile; no answer is waited for",
    effect: (c) => ({
      kind: "broadcast",
      to: "peers",
      message: { type: "DISABLE_TAKEOVER_RUNS", pnn: c.d.pnn, forUs: c.k.takeoverDisableUs },
    }),
  },
  enablePeers: {
    sentence: "peers may again",
    effect: (c) => ({
      kind: "broadcast",
      to: "peers",
      message: { type: "DISABLE_TAKEOVER_RUNS", pnn: c.d.pnn, forUs: 0 },
    }),
  },
} as const satisfies Record<string, RecoverdEffect>;
