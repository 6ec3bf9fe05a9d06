import type { Reply } from "../effect/index.ts";
import type { ProgramChart } from "../process/index.ts";
import { groupNames } from "../public-address/index.ts";
import { FLAG, recoveryDesigns } from "../words/index.ts";
import type { CtdbdData, CtdbdEvent } from "./ctdbd-data.ts";
import { armDropTimer } from "./drop-timer.ts";
import { fencingChanges, fencingEffects, fencingGuards, refuseOld } from "./fencing-names.ts";
import { type CtdbdChange, type CtdbdEffect, type CtdbdGuard, replyTo } from "./names.ts";

/** Groups in which it never leads, where that is a capability (seed 002: the capability unset said "slave-only"). */
function followsIn({ groups, pnn }: CtdbdData): Pick<Reply, "follows"> {
  const follows = groupNames.filter(
    (name) => groups[name]?.roles === "capability" && groups[name].followers?.includes(pnn) === true,
  );
  return follows.length === 0 ? {} : { follows };
}

const guards = {
  modeIsNormal: {
    sentence: "the control asks for recovery mode normal",
    test: (_c, e) => "request" in e && e.request.body.mode === "normal",
  },
  isNormalAlready: {
    sentence: "the control asks for recovery mode normal, which this node is in: nothing is compared, nothing thawed",
    test: (c, e) => c.d.recoveryMode === "normal" && "request" in e && e.request.body.mode === "normal",
  },
  wasNormal: { sentence: "this node is in recovery mode normal", test: (c) => c.d.recoveryMode === "normal" },
} as const satisfies Record<string, CtdbdGuard>;

const changes = {
  modifyFlags: {
    sentence: "take over flags of others; never its own, never a disconnected node's, never the disconnected bit",
    change: (c, e) => {
      const pushed = "request" in e ? (e.request.body.flags ?? []) : [];
      for (const [pnn, flags] of pushed) {
        const seen = c.d.flagsOf[pnn] ?? 0;
        if (pnn === c.d.pnn || (seen & FLAG.disconnected) !== 0) continue;
        c.d.flagsOf[pnn] = flags & ~FLAG.disconnected;
      }
    },
  },
  setVnnmap: {
    sentence: "take over generation and map; without generations of their own the databases have this one (up to 4.3)",
    change: (c, e) => {
      if (!("request" in e)) return;
      c.d.generation = e.request.body.generation ?? c.d.generation;
      c.d.map = e.request.body.map ?? c.d.map;
      const { epoch = 0, members = c.d.map } = e.request.body;
      c.d.members = members;
      c.d.mapEpoch = epoch;
      // Our design counts recoveries. A node that has started anew since this one began attends what is left of it.
      if (epoch > 0 && !c.d.attended.includes(epoch)) c.d.attended = [...c.d.attended, epoch];
      if (recoveryDesigns[c.d.recovery].ownGenerations) return;
      for (const database of Object.values(c.d.databases)) database.generation = c.d.generation;
    },
  },
  setActive: {
    sentence: "recovery mode active",
    change: (c) => {
      c.d.recoveryMode = "active";
    },
  },
  setLeaderRole: {
    sentence: "take or leave the leader role",
    change: (c, e) => {
      if ("request" in e) c.d.leaderRole = e.request.body.on ?? true;
    },
  },
  pinged: {
    sentence: "its recovery daemon is alive",
    change: (c) => {
      c.d.pingsMissed = 0;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

const effects = {
  replyOk: { sentence: "answer: done", effect: (_c, e) => replyTo(e, { status: 0 }) },
  replyNodemap: {
    sentence: "answer with the flags of all nodes as seen here",
    effect: (c, e) => replyTo(e, { status: 0, flags: c.d.flagsOf.slice() }),
  },
  replyRecoveryMode: {
    sentence: "answer with the recovery mode",
    effect: (c, e) => replyTo(e, { status: 0, mode: c.d.recoveryMode }),
  },
  replyVnnmap: {
    sentence: "answer with generation and map",
    effect: (c, e) => replyTo(e, { status: 0, generation: c.d.generation, map: c.d.map }),
  },
  replyRunState: {
    sentence: "answer with the run state",
    effect: (c, e) => replyTo(e, { status: 0, runState: c.d.runState }),
  },
  replyCapabilities: {
    sentence: "answer with the capabilities",
    effect: (c, e) => {
      const { leaderRole, lmasterRole, recovery } = c.d;
      const { isCapable } = recoveryDesigns[recovery];
      return replyTo(e, { status: 0, leaderRole, lmasterRole, recoversInParallel: isCapable, ...followsIn(c.d) });
    },
  },
  replyLockSetting: {
    sentence: "answer with its cluster lock setting",
    effect: (c, e) => replyTo(e, { status: 0, lockSetting: c.d.lockSetting }),
  },
  refuseObsolete: {
    sentence: "refuse: the leader announces itself (4.16), the lock stays where it is (4.5)",
    effect: (_c, e) =>
      "request" in e
        ? { kind: "reply", request: e.request, reply: { status: -1 }, why: "the control is obsolete" }
        : undefined,
  },
  refuseInNormal: {
    sentence: "refuse: the map changes only in recovery mode active",
    effect: (_c, e) =>
      "request" in e
        ? { kind: "reply", request: e.request, reply: { status: -1 }, why: "recovery mode is not active" }
        : undefined,
  },
  armDropTimer: {
    sentence: "drop all addresses if recovery takes too long",
    effect: armDropTimer,
  },
  armPingTimer: {
    sentence: "expect the next ping in time",
    effect: (c) => ({ kind: "setTimer", timer: "RECOVERD_PING_TIMEOUT", delayUs: c.k.recoverdPingTimeoutUs }),
  },
  beginSetNormal: {
    sentence: "go back to normal, if the lock is not to be had",
    effect: (_c, e) => ("request" in e ? { kind: "begin", chart: "set-normal", request: e.request } : undefined),
  },
  beginStartRecovery: {
    sentence: "run the startrecovery event",
    effect: (_c, e) => ("request" in e ? { kind: "begin", chart: "start-recovery", request: e.request } : undefined),
  },
  beginEndRecovery: {
    sentence: "run the recovered event",
    effect: (_c, e) => ("request" in e ? { kind: "begin", chart: "end-recovery", request: e.request } : undefined),
  },
  reportRole: {
    sentence: "log the leader role",
    effect: (c) => ({ kind: "observe", event: { type: "leader-role-set", on: c.d.leaderRole } }),
  },
} as const satisfies Record<string, CtdbdEffect>;

/** Controls that ask and controls of a recovery (facts/leadership.md §3; facts/recovery.md §2.3). */
export const controlsChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "controls",
  sentence: "what a main daemon answers, and what it lets a recovery do to it; it never asks who sends a control",
  source: "facts/leadership.md §0.2, §3, §6.4; server/ctdb_control.c, server/ctdb_recover.c",
  initial: "serving",
  guards: { ...guards, ...fencingGuards },
  actions: { ...changes, ...effects, ...fencingChanges, ...fencingEffects },
  states: {
    serving: {
      sentence: "answers at once, or begins what takes time",
      on: {
        GET_TUNABLES: { actions: "replyOk" },
        GET_RUNSTATE: { actions: "replyRunState" },
        GET_NODEMAP: { actions: "replyNodemap" },
        GET_RECMODE: { actions: "replyRecoveryMode" },
        GET_VNNMAP: { actions: "replyVnnmap" },
        GET_CAPABILITIES: { actions: "replyCapabilities" },
        MODIFY_FLAGS: [refuseOld, { actions: ["modifyFlags", "replyOk"] }],
        GET_RECLOCK_FILE: { actions: "replyLockSetting" },
        SET_RECLOCK_FILE: { actions: "refuseObsolete" },
        GET_RECMASTER: { actions: "refuseObsolete" },
        SET_RECMASTER: { actions: "refuseObsolete" },
        SET_LEADER_ROLE: { actions: ["setLeaderRole", "reportRole", "replyOk"] },
        SET_RECMODE: [
          refuseOld,
          { guard: "isNormalAlready", actions: ["noteGrant", "replyOk"] },
          { guard: "modeIsNormal", actions: ["noteGrant", "beginSetNormal"] },
          { guard: "wasNormal", actions: ["noteGrant", "setActive", "armDropTimer", "replyOk"] },
          { actions: ["noteGrant", "setActive", "replyOk"] },
        ],
        START_RECOVERY: [refuseOld, { actions: "beginStartRecovery" }],
        SET_VNNMAP: [
          refuseOld,
          { guard: "wasNormal", actions: "refuseInNormal" },
          { actions: ["setVnnmap", "replyOk"] },
        ],
        END_RECOVERY: [refuseOld, { actions: "beginEndRecovery" }],
        RECOVERD_PING: { actions: ["pinged", "armPingTimer"] },
      },
    },
  },
};
