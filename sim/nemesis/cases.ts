import type { Fault, Pnn } from "../../model/index.ts";
import { drawChance, drawOneOf, drawRange } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";
import type { FaultSetting } from "./fault-draws.ts";
import { drawPartition } from "./partition.ts";
import type { Timeline } from "./timeline.ts";

/** Faults that together make the case that an assumption rules out or repairs. */
export interface Cases {
  readonly faults: readonly Fault[];
  /** Nothing else goes wrong, so that nothing else can cure it. */
  readonly alone: boolean;
  readonly core?: readonly Pnn[];
  readonly restart?: boolean;
}

type DrawCase = (setting: FaultSetting, timeline: Timeline) => Cases;

const s = 1_000_000;
const ms = 1_000;
const L = "case";

/** The moment a case begins: well inside the hurting, with time for its consequences. */
function beginning({ choices }: FaultSetting, { hurtFromUs, healAtUs }: Timeline, neededUs: number): number {
  return drawRange(choices, L, hurtFromUs, Math.max(hurtFromUs, healAtUs - neededUs));
}

const caseOf: Readonly<Record<string, DrawCase>> = {
  "lock-object-stays": (setting, timeline) => {
    const atUs = beginning(setting, timeline, 20 * s);
    const kind = drawChance(setting.choices, L, 3, 4) ? "replace-lock-file" : "remove-lock-file";
    // Somebody must race for the lock before its holder notices: a recovery probe, or an election.
    const host = drawRange(setting.choices, L, 0, setting.nodes - 1);
    const struck: Fault = { kind, atUs };
    return {
      alone: false,
      faults: [
        struck,
        { kind: "admin", atUs: atUs + drawRange(setting.choices, L, 0, 3 * s), host, command: "recover" },
      ],
    };
  },
  "lock-storage-answers": (setting, timeline) =>
    drawChance(setting.choices, L, 1, 2) ? hungCheckChild(setting, timeline) : failingProbe(setting, timeline),
  "dead-parents-are-reaped": (setting, timeline) => {
    const atUs = beginning(setting, timeline, 60 * s);
    return {
      alone: false,
      faults: Array.from({ length: setting.nodes }, (_, host) => [
        { kind: "unreaped-parents", atUs, host, forUs: timeline.healAtUs - atUs } as const,
        { kind: "kill-process", atUs: atUs + 1 * s, host, program: "recoverd", restartUs: 0 } as const,
      ]).flat(),
    };
  },
  "election-follows-unknown": tornElection,
  "no-partition": (setting, timeline) => {
    const { choices, nodes } = setting;
    const atUs = beginning(setting, timeline, 90 * s);
    const forUs = Math.max(1, timeline.healAtUs - atUs);
    return { alone: true, faults: [{ kind: "partition", atUs, forUs, ...drawPartition(choices, nodes) }] };
  },
  "own-broadcast-checked": lateOwnBroadcast,
  "lock-setting-stays": movedLock,
  "served-bans-end": bannedInRecovery,
  "late-scripts-are-killed": lateScripts,
  "pause-shorter-than-ttl": (setting, timeline) =>
    drawChance(setting.choices, L, 1, 3) ? sleepingHost(setting, timeline) : sleepingHelper(setting, timeline),
};

/** F4: the check child hangs in the storage, the helper dies, and the pipe that both could write to stays open. */
function hungCheckChild(setting: FaultSetting, timeline: Timeline): Cases {
  const { choices, nodes } = setting;
  const atUs = beginning(setting, timeline, 60 * s);
  const killedUs = atUs + 6 * s;
  const hosts = allNodes(nodes);
  const recovers = [35, 45, 55].map(
    (later) =>
      ({
        kind: "admin",
        atUs: killedUs + later * s + drawRange(choices, L, 0, s),
        host: drawRange(choices, L, 0, nodes - 1),
        command: "recover",
      }) as const,
  );
  return {
    alone: true,
    faults: [
      ...hosts.map((host) => ({ kind: "storage-hang", atUs, host, forUs: 90 * s }) as const),
      ...hosts.map(
        (host) => ({ kind: "kill-process", atUs: killedUs, host, program: "lock-helper", restartUs: 0 }) as const,
      ),
      ...recovers,
    ],
  };
}

/** facts/leadership.md §1.3: a node is banned while scripts hold up a recovery, which then thaws it like any other. */
function bannedInRecovery(setting: FaultSetting, timeline: Timeline): Cases {
  const { choices, nodes } = setting;
  const atUs = beginning(setting, timeline, 60 * s);
  const slow = drawRange(choices, L, 0, nodes - 1);
  const banned = drawRange(choices, L, 0, nodes - 1);
  const on = { event: "recovery-started", delayUs: drawRange(choices, L, 300 * ms, 2 * s) } as const;
  const forUs = drawRange(choices, L, 6 * s, 20 * s);
  return {
    alone: true,
    faults: [
      { kind: "slow-script", atUs, host: slow, forUs: 15 * s, extraUs: 5 * s },
      { kind: "admin", atUs: atUs + 1 * s, host: drawRange(choices, L, 0, nodes - 1), command: "recover" },
      { kind: "admin", atUs: atUs + 1 * s, on, host: banned, command: "ban", forUs },
    ],
  };
}

/**
 * facts/ip-nfs.md §2.4: addresses of a node that is disabled go elsewhere, and the script that lets go of them, or those
 * that take them, hang until their time is over; they go on when the node has its addresses again.
 */
function lateScripts(setting: FaultSetting, timeline: Timeline): Cases {
  const { choices, nodes } = setting;
  const atUs = beginning(setting, timeline, 80 * s);
  const leaving = drawRange(choices, L, 0, nodes - 1);
  const others = allNodes(nodes).filter((host) => host !== leaving);
  const event = drawOneOf(choices, L, ["takeip", "releaseip"] as const);
  const hangs = { kind: "script-hangs", atUs, event, script: "10.interface" } as const;
  const disabledUs = atUs + drawRange(choices, L, 100 * ms, 2 * s);
  const forUs = drawRange(choices, L, 36 * s, 75 * s);
  const admin = { kind: "admin", host: leaving } as const;
  return {
    alone: true,
    faults: [
      ...(event === "releaseip" ? [leaving] : others).map((host) => ({ ...hangs, host, forUs })),
      { ...admin, atUs: disabledUs, command: "disable" },
      { ...admin, atUs: disabledUs + drawRange(choices, L, 10 * s, 30 * s), command: "enable" },
    ],
  };
}

/** facts/leadership.md §7.5: the leader's host stands still until others have taken over, and goes on where it was. */
function sleepingHost(setting: FaultSetting, timeline: Timeline): Cases {
  const atUs = beginning(setting, timeline, 90 * s);
  const on = { event: "leadership-claimed", delayUs: drawRange(setting.choices, L, 0, 1 * s) } as const;
  return {
    alone: true,
    faults: [{ kind: "pause-host", atUs, on, host: -1, forUs: drawRange(setting.choices, L, 32 * s, 70 * s) }],
  };
}

/** What keeps the lease stands still while its leader is cut off; others take over, and then all meet again. */
function sleepingHelper(setting: FaultSetting, timeline: Timeline): Cases {
  const { choices, nodes, lock } = setting;
  const atUs = beginning(setting, timeline, 110 * s);
  const on = { event: "leadership-claimed", delayUs: drawRange(choices, L, 0, 1 * s) } as const;
  const program = lock === "refresher" ? "lock-refresher" : "lock-helper";
  const cut = Array.from({ length: nodes }, (_, pnn) => [[-1, pnn] as const, [pnn, -1] as const]).flat();
  return {
    alone: true,
    faults: [
      { kind: "pause-process", atUs, on, host: -1, program, forUs: drawRange(choices, L, 60 * s, 90 * s) },
      {
        kind: "partition",
        atUs,
        on: { ...on, delayUs: on.delayUs + drawRange(choices, L, 0, 3 * s) },
        forUs: drawRange(choices, L, 40 * s, 55 * s),
        shape: "isolate",
        cut,
      },
    ],
  };
}

/** F3: on one host every probe of the lock fails, so no recovery can end, for longer than RecoveryDropAllIPs. */
function failingProbe(setting: FaultSetting, timeline: Timeline): Cases {
  const { choices, nodes } = setting;
  const atUs = Math.max(timeline.hurtFromUs, timeline.healAtUs - 150 * s);
  const host = drawRange(choices, L, 0, nodes - 1);
  return {
    alone: true,
    faults: [
      { kind: "storage-error", atUs, host, forUs: timeline.healAtUs - atUs },
      {
        kind: "admin",
        atUs: atUs + drawRange(choices, L, 0, 2 * s),
        host: drawRange(choices, L, 0, nodes - 1),
        command: "recover",
      },
    ],
  };
}

/**
 * F2: the leader dies, and the first candidate dies between its announcement and its vote. It is the first because
 * the leader's last announcements reach the others a little later. Nobody is restarted: a recovery daemon that
 * starts afresh would hold an election and cure everybody.
 */
function tornElection(setting: FaultSetting, timeline: Timeline): Cases {
  const { choices, nodes, timing } = setting;
  const atUs = beginning(setting, timeline, 60 * s);
  const hosts = allNodes(nodes);
  const candidate = drawRange(choices, L, 0, nodes - 1);
  const leads = { event: "leadership-claimed", delayUs: 0 } as const;
  const extraUs = drawRange(choices, L, 200 * ms, 900 * ms);
  // By then announcement and vote have been handed to the daemon and sent, and neither can have arrived.
  const sentUs = timing.localUs[1] + drawRange(choices, L, 0, timing.networkUs[0] - 2);
  const announces = { event: "election-announced", host: candidate, delayUs: sentUs } as const;
  return {
    alone: true,
    restart: false,
    core: hosts,
    faults: [
      ...hosts
        .filter((to) => to !== candidate)
        .map((to) => ({ kind: "slow-link", atUs, on: leads, from: -1, to, forUs: 20 * s, extraUs }) as const),
      { kind: "kill-process", atUs, on: { ...leads, delayUs: 3 * s }, host: -1, program: "ctdbd", restartUs: 0 },
      ...hosts.map((to) => ({ kind: "break-connection", atUs, on: announces, from: -1, to, prefix: 1 }) as const),
      { kind: "crash-host", atUs, on: { ...announces, delayUs: sentUs + 1 }, host: -1, forUs: 0 },
    ],
  };
}

/**
 * F10: announcements of a leader are stuck between its recovery daemon and its main daemon; the recovery daemon
 * dies, and they come back to its successor, which holds no lock.
 */
function lateOwnBroadcast(setting: FaultSetting, timeline: Timeline): Cases {
  const { choices } = setting;
  const atUs = beginning(setting, timeline, 60 * s);
  const slowUs = drawRange(choices, L, 1 * s, 4 * s);
  const on = { event: "leadership-claimed", delayUs: drawRange(choices, L, 0, 900 * ms) } as const;
  const killed = { ...on, delayUs: on.delayUs + drawRange(choices, L, 1, slowUs) };
  const extraUs = drawRange(choices, L, 8 * s, 30 * s);
  return {
    alone: true,
    faults: [
      { kind: "slow-local-delivery", atUs, on, host: -1, forUs: slowUs, extraUs },
      { kind: "kill-process", atUs, on: killed, host: -1, program: "recoverd", restartUs: 0 },
    ],
  };
}

/**
 * The path of the lock is changed on the leader, which tells all active nodes: some are out of reach just then, or
 * fail to take it in. Whoever goes by the old path finds its lock free.
 */
function movedLock(setting: FaultSetting, timeline: Timeline): Cases {
  const { choices, nodes } = setting;
  const atUs = beginning(setting, timeline, 90 * s);
  const path = "/clusterfs/moved";
  const on = { event: "lock-setting-changed", delayUs: drawRange(choices, L, 0, 5 * s) } as const;
  const hosts = allNodes(nodes);
  const deaf = hosts.filter(() => drawChance(choices, L, 1, 2));
  return {
    alone: true,
    faults: [
      { kind: "admin", atUs, on: { event: "leadership-claimed", delayUs: 0 }, host: -1, command: "setreclock", path },
      ...deaf.map(
        (host) =>
          ({ kind: "fail-control", atUs, on: { ...on, delayUs: 0 }, host, op: "SET_RECLOCK_FILE", times: 9 }) as const,
      ),
      { kind: "partition", atUs, on, forUs: 60 * s, ...drawPartition(choices, nodes) },
    ],
  };
}

/** Draws, for about half of the runs, the case of one of the assumptions that were dropped. */
export function drawCases(setting: FaultSetting, dropped: readonly string[], timeline: Timeline): Cases | undefined {
  const possible = dropped.filter((name) => caseOf[name] !== undefined);
  if (possible.length === 0 || !drawChance(setting.choices, L, 1, 2)) return undefined;
  const name = possible[drawRange(setting.choices, L, 0, possible.length - 1)] ?? "";
  return caseOf[name]?.(setting, timeline);
}
