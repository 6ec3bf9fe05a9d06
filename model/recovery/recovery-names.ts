import {
  activeNodes,
  connectedNodes,
  type RecoverdChange,
  type RecoverdEffect,
  type RecoverdGuard,
} from "../leadership/index.ts";
import { RECONFIGURE } from "../messaging/index.ts";
import { answers, newHandle } from "../process/index.ts";

/** Questions of a recovery that its recovery daemon runs. */
export const recoveryGuards = {
  helperOverOrLeaderLost: {
    sentence: "the recovery helper has answered or ended, or this node no longer leads",
    test: (c) => c.d.children[c.f.handle]?.status !== null || c.d.leader !== c.d.pnn,
  },
  answeredOrLeaderLost: {
    sentence: "every control it sent is answered or has failed, or this node no longer leads",
    test: (c) => c.f.batch === null || c.f.batch.pending === 0 || c.d.leader !== c.d.pnn,
  },
  helperFailed: {
    sentence: "the recovery helper did not report success",
    test: (c) => c.d.children[c.f.handle]?.status !== "0",
  },
} as const satisfies Record<string, RecoverdGuard>;

/** Changes that a recovery makes to its recovery daemon. */
export const recoveryChanges = {
  markNeeded: {
    sentence: "a recovery is needed until one succeeds",
    change: (c) => {
      c.d.needRecovery = true;
    },
  },
  markDone: {
    sentence: "no recovery is needed any more",
    change: (c) => {
      c.d.needRecovery = false;
    },
  },
  beginOperation: {
    sentence: "the operation is in progress: it cannot be disabled now",
    change: (c) => {
      c.d.recoveryInProgress = true;
    },
  },
  endOperation: {
    sentence: "the operation is over",
    change: (c) => {
      c.d.recoveryInProgress = false;
    },
  },
  endOperationEarly: {
    sentence: "the operation is over although it returned early (as shipped this is forgotten: F11)",
    change: () => undefined,
  },
  disableRecoveries: {
    sentence: "no other recovery within RerecoveryTimeout; refused while the operation is in progress",
    change: (c) => {
      if (!c.d.recoveryInProgress) c.d.recoveryDisabledUntilUs = c.d.nowUs + c.k.rerecoveryTimeoutUs;
    },
  },
  storeLeaderRoles: {
    sentence: "remember who may lead",
    change: (c) => {
      for (const [pnn, reply] of answers(c)) c.d.leaderRoleOf[pnn] = reply.leaderRole ?? true;
    },
  },
  storeCapable: {
    sentence: "remember who can be recovered in parallel",
    change: (c) => {
      for (const [pnn, reply] of answers(c)) c.d.recoversInParallel[pnn] = reply.recoversInParallel === true;
    },
  },
  newHelper: {
    sentence: "a new recovery helper is about to be started",
    change: (c) => {
      c.f.handle = newHandle(c.d);
      c.d.children[c.f.handle] = { status: null, locked: false };
    },
  },
  forgetHelper: {
    sentence: "the recovery helper is done with",
    change: (c) => {
      delete c.d.children[c.f.handle];
    },
  },
} as const satisfies Record<string, RecoverdChange>;

/** What a recovery asks for. */
export const recoveryEffects = {
  askLeaderRoles: {
    sentence: "ask every active node for its capabilities",
    effect: (c) => ({
      kind: "ask",
      op: "GET_CAPABILITIES",
      to: activeNodes(c.d),
      body: {},
      as: "leader",
      timeoutUs: c.k.recoverTimeoutUs,
    }),
  },
  pushAllFlags: {
    sentence: "push every connected node's flags to every connected node",
    effect: (c) => ({
      kind: "ask",
      op: "MODIFY_FLAGS",
      to: connectedNodes(c.d),
      body: { flags: connectedNodes(c.d).map((pnn) => [pnn, c.d.flagsOf[pnn] ?? 0] as const) },
      as: "leader",
      timeoutUs: c.k.recoverTimeoutUs,
    }),
  },
  spawnRecoveryHelper: {
    sentence: "start the recovery helper with a new generation",
    effect: (c) => ({ kind: "spawn", program: "recovery-helper", handle: c.f.handle }),
  },
  killRecoveryHelper: {
    sentence: "SIGKILL to the recovery helper, close its pipe",
    effect: (c) => [
      { kind: "signal", handle: c.f.handle, signal: "KILL" },
      { kind: "closePipe", handle: c.f.handle },
    ],
  },
  tellReconfigured: {
    sentence: "tell the clients of all connected nodes that the cluster has been reconfigured",
    effect: ({ d: { pnn: from, pid } }) => ({
      kind: "sendMessage",
      to: "connected",
      message: { srvid: RECONFIGURE, from, pid, number: 0 },
    }),
  },
  reportBegin: {
    sentence: "log that a recovery begins: from here on it goes by the flags it has just read",
    effect: (c) => ({ kind: "observe", event: { type: "recovery-step", step: "begin", pid: c.d.pid } }),
  },
  reportCannotLead: {
    sentence: "log that this node can no longer lead",
    effect: () => ({ kind: "observe", event: { type: "recovery-aborted", reason: "this node can not be leader" } }),
  },
  reportNotLeader: {
    sentence: "log that this node is not leader",
    effect: () => ({ kind: "observe", event: { type: "recovery-aborted", reason: "this node is not leader" } }),
  },
  reportElection: {
    sentence: "log that an election is in progress",
    effect: () => ({ kind: "observe", event: { type: "recovery-aborted", reason: "election in progress" } }),
  },
  reportNoLock: {
    sentence: "log that the lock is not held",
    effect: () => ({ kind: "observe", event: { type: "recovery-aborted", reason: "lock not held" } }),
  },
  reportLeaderLost: {
    sentence: "log that the leader changed",
    effect: () => ({ kind: "observe", event: { type: "recovery-aborted", reason: "leader changed" } }),
  },
} as const satisfies Record<string, RecoverdEffect>;
