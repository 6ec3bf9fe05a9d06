import type { Effect } from "../effect/index.ts";
import { answers } from "../process/index.ts";
import type { ControlOp, Role } from "../words/index.ts";
import { differing, missing, peers } from "./main-loop-view.ts";
import type { RecoverdChange, RecoverdContext, RecoverdEffect, RecoverdGuard } from "./names.ts";
import { activeLmasters, activeNodes, connectedNodes, isInactive } from "./view.ts";

/** Questions of the main loop. */
export const loopGuards = {
  loopIsDue: { sentence: "a RecoverInterval has passed since the pass began", test: (c) => c.d.loopDue },
  inactive: { sentence: "this node is inactive in its own cached view", test: (c) => isInactive(c.d) },
  inRecoveryMode: { sentence: "its daemon is in recovery mode already", test: (c) => c.d.recoveryMode === "active" },
  frozenAlready: { sentence: "it has been frozen since it became inactive", test: (c) => c.d.frozenWhileInactive },
  freezesAnew: {
    sentence:
      "up to 4.3 it is frozen whenever it was found in normal mode; since then only where served-bans-end holds",
    test: (c) => c.d.recovery !== "parallel",
  },
  viewsAgree: { sentence: "all views of the nodes' flags agree", test: (c) => c.d.disagreements.length === 0 },
  needsRecovery: { sentence: "a recovery that it began has not succeeded yet", test: (c) => c.d.needRecovery },
  somebodyActive: {
    sentence: "an active node is in recovery mode",
    test: (c) => answers(c).some(([, reply]) => reply.mode === "active"),
  },
  recoveriesDisabled: {
    sentence: "recoveries are disabled for now",
    test: (c) => c.d.nowUs < c.d.recoveryDisabledUntilUs,
  },
  mapSizeDiffers: {
    sentence: "the map has another size than there are active lmasters",
    test: (c) => c.d.map.length !== activeLmasters(c.d).length,
  },
  nodeNotInMap: {
    sentence: "an active lmaster is not in the map; itself it does not look for",
    test: (c) => missing(c).length > 0,
  },
  memberIsGone: {
    sentence: "a node that was active is so no longer (as shipped only those in the map are missed)",
    test: () => false,
  },
  somebodyDiffers: { sentence: "an active node has another generation or map", test: (c) => differing(c).length > 0 },
} as const satisfies Record<string, RecoverdGuard>;

/** Changes of the main loop's own state. */
export const loopChanges = {
  loopIsDue: {
    sentence: "the next pass of the main loop may begin",
    change: (c) => {
      c.d.loopDue = true;
    },
  },
  beginPass: {
    sentence: "a pass of the main loop begins",
    change: (c) => {
      c.d.loopDue = false;
      c.d.loopStartedUs = c.d.nowUs;
    },
  },
} as const satisfies Record<string, RecoverdChange>;

function ask(c: RecoverdContext, op: ControlOp, to: readonly number[], as: Role = "self"): Effect {
  return { kind: "ask", op, to, body: {}, as, timeoutUs: c.k.recoverTimeoutUs };
}

/** Questions to daemons, own and others'. */
export const loopEffects = {
  armLoop: {
    sentence: "the next pass begins a RecoverInterval after this one began",
    effect: (c) => ({ kind: "setTimer", timer: "MAIN_LOOP_DUE", delayUs: c.k.recoverIntervalUs }),
  },
  pingDaemon: { sentence: "tell its daemon that it is alive", effect: () => ({ kind: "tell", op: "RECOVERD_PING" }) },
  askTunables: { sentence: "ask its daemon for the tunables", effect: (c) => ask(c, "GET_TUNABLES", [c.d.pnn]) },
  askRunState: { sentence: "ask its daemon for its run state", effect: (c) => ask(c, "GET_RUNSTATE", [c.d.pnn]) },
  askNodemap: { sentence: "ask its daemon for the node map", effect: (c) => ask(c, "GET_NODEMAP", [c.d.pnn]) },
  askRecoveryMode: {
    sentence: "ask its daemon for the recovery mode",
    effect: (c) => ask(c, "GET_RECMODE", [c.d.pnn]),
  },
  // Every node does, each second: that is why followers hear of each other more often than by keepalives.
  askCapabilities: {
    sentence: "ask every active node for its capabilities",
    effect: (c) => ask(c, "GET_CAPABILITIES", activeNodes(c.d)),
  },
  askVnnmap: { sentence: "ask its daemon for generation and map", effect: (c) => ask(c, "GET_VNNMAP", [c.d.pnn]) },
  askPeersNodemaps: {
    sentence: "ask every connected node for its node map",
    effect: (c) => ask(c, "GET_NODEMAP", [c.d.pnn, ...peers(c)], "leader"),
  },
  askRecoveryModes: {
    sentence: "ask every active node for its recovery mode",
    effect: (c) => ask(c, "GET_RECMODE", activeNodes(c.d), "leader"),
  },
  askVnnmaps: {
    sentence: "ask every active node for generation and map",
    effect: (c) => ask(c, "GET_VNNMAP", activeNodes(c.d), "leader"),
  },
  setOwnRecoveryMode: {
    sentence: "put its own daemon into recovery mode",
    effect: (c) => ({
      kind: "ask",
      op: "SET_RECMODE",
      to: [c.d.pnn],
      body: { mode: "active" },
      as: "self",
      timeoutUs: c.k.recoverTimeoutUs,
    }),
  },
  freeze: { sentence: "freeze its own databases", effect: (c) => ask(c, "FREEZE", [c.d.pnn]) },
  pushFlags: {
    sentence: "push the flags that the nodes say they have to every connected node",
    effect: (c) => ({
      kind: "ask",
      op: "MODIFY_FLAGS",
      to: connectedNodes(c.d),
      body: { flags: c.d.disagreements },
      as: "leader",
      timeoutUs: c.k.recoverTimeoutUs,
    }),
  },
  callRecovery: { sentence: "recover", effect: () => ({ kind: "call", chart: "recovery" }) },
} as const satisfies Record<string, RecoverdEffect>;
