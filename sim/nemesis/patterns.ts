import type { Fault, FaultKind, Pnn } from "../../model/index.ts";
import { type Choices, drawOneOf, drawRange } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";
import type { FaultSetting } from "./fault-draws.ts";

const s = 1_000_000;
const L = "pattern";

/** Faults that only hurt together, as operators and bug reports know them; each names the kinds it is made of. */
interface Pattern {
  readonly kinds: readonly FaultKind[];
  readonly needsLock: boolean;
  readonly draw: (setting: FaultSetting, atUs: number) => readonly Fault[];
}

/** At whichever node announces itself as leader next. */
function leader(choices: Choices, laterUs: number) {
  return { event: "leadership-claimed", delayUs: laterUs + drawRange(choices, L, 0, 1 * s) } as const;
}

/** The leader loses its lock, and everybody's next attempt takes long, that of one host less than the others'. */
function raceWonBy({ choices, nodes }: FaultSetting, atUs: number, winner: Pnn, extraUs: number): readonly Fault[] {
  const slow = allNodes(nodes).map((host) => {
    const moreUs = host === winner ? 0 : drawRange(choices, L, 1 * s, 3 * s);
    return { kind: "slow-exec", atUs, host, forUs: 30 * s, extraUs: extraUs + moreUs } as const;
  });
  const killed = { kind: "kill-process", host: -1, program: "lock-helper", restartUs: 0 } as const;
  return [...slow, { ...killed, atUs, on: leader(choices, 0) }];
}

const patterns: readonly Pattern[] = [
  {
    // Every lock attempt takes longer than the leader time-out, so elections overlap.
    kinds: ["slow-exec", "kill-process"],
    needsLock: true,
    draw: ({ choices, nodes }, atUs) => {
      const extraUs = drawRange(choices, L, 4 * s, 12 * s);
      const slow = allNodes(nodes).map((host) => ({ kind: "slow-exec", atUs, host, forUs: 40 * s, extraUs }) as const);
      return [
        ...slow,
        { kind: "kill-process", atUs, on: leader(choices, 0), host: -1, program: "lock-helper", restartUs: 0 },
      ];
    },
  },
  {
    // A leader loses its lock in the middle of a recovery that its peers keep waiting.
    kinds: ["slow-script", "kill-process", "admin"],
    needsLock: true,
    draw: ({ choices, nodes }, atUs) => {
      const extraUs = drawRange(choices, L, 3 * s, 25 * s);
      const slow = allNodes(nodes).map(
        (host) => ({ kind: "slow-script", atUs, host, forUs: 60 * s, extraUs }) as const,
      );
      const started = { event: "recovery-started", delayUs: drawRange(choices, L, 1, 2 * extraUs) } as const;
      return [
        ...slow,
        { kind: "admin", atUs, on: leader(choices, 0), host: -1, command: "recover" },
        { kind: "kill-process", atUs, on: started, host: -1, program: "lock-helper", restartUs: 0 },
      ];
    },
  },
  {
    // The announcements of a leader reach one node late, and by then it leads no more.
    kinds: ["slow-link", "admin"],
    needsLock: false,
    draw: ({ choices, nodes }, atUs) => {
      const to = drawRange(choices, L, 0, nodes - 1);
      const command = drawOneOf(choices, L, ["stop", "ban", "setleaderrole-off", "shutdown"] as const);
      const slow = { forUs: 20 * s, extraUs: drawRange(choices, L, 1 * s, 9 * s) };
      return [
        { kind: "slow-link", atUs, on: leader(choices, 0), from: -1, to, ...slow },
        { kind: "admin", atUs, on: leader(choices, 3 * s), host: -1, command },
      ];
    },
  },
  {
    // A leader is stopped and continued while everything it hears is old.
    kinds: ["slow-local-delivery", "admin"],
    needsLock: false,
    draw: ({ choices }, atUs) => [
      {
        kind: "slow-local-delivery",
        atUs,
        on: leader(choices, 0),
        host: -1,
        forUs: 20 * s,
        extraUs: drawRange(choices, L, 20_000, 250_000),
      },
      { kind: "admin", atUs, on: leader(choices, 5 * s), host: -1, command: "stop" },
      { kind: "admin", atUs, on: leader(choices, drawRange(choices, L, 6 * s, 20 * s)), host: -1, command: "continue" },
    ],
  },
  {
    // The leader stands still until others have taken over, or nearly, and then goes on where it was.
    kinds: ["pause-host", "kill-process"],
    needsLock: true,
    draw: ({ choices }, atUs) => {
      const on = leader(choices, 0);
      const killed = { ...on, delayUs: on.delayUs + drawRange(choices, L, 1, 20 * s) };
      return [
        { kind: "pause-host", atUs, on, host: -1, forUs: drawRange(choices, L, 4 * s, 60 * s) },
        { kind: "kill-process", atUs, on: killed, host: -1, program: "lock-helper", restartUs: 0 },
      ];
    },
  },
  {
    // Two nodes see each other only through a third, while the lock changes hands.
    kinds: ["partition", "kill-process"],
    needsLock: true,
    draw: ({ choices, nodes }, atUs) => {
      const to = drawRange(choices, L, 0, nodes - 1);
      const cut = [
        [-1, to],
        [to, -1],
      ] as const;
      const on = leader(choices, 0);
      return [
        { kind: "partition", atUs, on, forUs: drawRange(choices, L, 10 * s, 90 * s), shape: "link", cut },
        { kind: "kill-process", atUs, on: leader(choices, 1 * s), host: -1, program: "lock-helper", restartUs: 0 },
      ];
    },
  },
  {
    // The leader dies with its daemons, and a lock helper that has only just been started loses its parent.
    kinds: ["slow-exec", "kill-process"],
    needsLock: true,
    draw: (setting, atUs) => {
      const { choices } = setting;
      const host = drawRange(choices, L, 0, setting.nodes - 1);
      const on = { event: "election-announced", delayUs: drawRange(choices, L, 20_000, 900_000) } as const;
      return [
        ...raceWonBy(setting, atUs, host, 1 * s),
        { kind: "kill-process", atUs, on, host, program: "recoverd", restartUs: 0 },
      ];
    },
  },
  {
    // A lock helper dies before it has answered, so the attempt has failed though nobody else has the lock.
    kinds: ["slow-exec", "kill-process"],
    needsLock: true,
    draw: (setting, atUs) => {
      const { choices } = setting;
      const host = drawRange(choices, L, 0, setting.nodes - 1);
      const on = { event: "election-announced", delayUs: drawRange(choices, L, 20_000, 900_000) } as const;
      return [
        ...raceWonBy(setting, atUs, host, 1 * s),
        { kind: "kill-process", atUs, on, host, program: "lock-helper", restartUs: 0 },
      ];
    },
  },
  {
    // A lock helper never answers: it stands still as soon as it has been started.
    kinds: ["slow-exec", "kill-process", "pause-process"],
    needsLock: true,
    draw: (setting, atUs) => {
      const { choices } = setting;
      const host = drawRange(choices, L, 0, setting.nodes - 1);
      const on = { event: "election-announced", delayUs: drawRange(choices, L, 20_000, 900_000) } as const;
      const forUs = drawRange(choices, L, 100 * s, 200 * s);
      return [
        ...raceWonBy(setting, atUs, host, 1 * s),
        { kind: "pause-process", atUs, on, host, program: "lock-helper", forUs },
      ];
    },
  },
  {
    // Another node takes the lead while a recovery of the last leader is still at work on the others.
    kinds: ["slow-script", "slow-exec", "kill-process", "admin"],
    needsLock: true,
    draw: ({ choices, nodes }, atUs) => {
      const extraUs = drawRange(choices, L, 5 * s, 25 * s);
      const slow = allNodes(nodes).map(
        (host) => ({ kind: "slow-script", atUs, host, forUs: 60 * s, extraUs }) as const,
      );
      const on = { event: "recovery-started", delayUs: drawRange(choices, L, 1 * s, extraUs) } as const;
      return [
        ...slow,
        { kind: "admin", atUs, on: leader(choices, 0), host: -1, command: "recover" },
        // Its own next attempt takes longer than that of the others.
        { kind: "slow-exec", atUs, on, host: -1, forUs: 20 * s, extraUs: 3 * s },
        { kind: "kill-process", atUs, on, host: -1, program: "lock-helper", restartUs: 0 },
      ];
    },
  },
  {
    // The leader is told to go, and nothing else happens.
    kinds: ["admin"],
    needsLock: false,
    draw: ({ choices }, atUs) => {
      const command = drawOneOf(choices, L, ["shutdown", "shutdown", "stop", "setleaderrole-off"] as const);
      return [{ kind: "admin", atUs, on: leader(choices, 0), host: -1, command }];
    },
  },
  {
    // One node is younger than the others when the leader and a third lose sight of each other.
    kinds: ["partition", "kill-process"],
    needsLock: false,
    draw: ({ choices, nodes }, atUs) => {
      const young = drawRange(choices, L, 0, nodes - 1);
      const to = (young + drawRange(choices, L, 1, Math.max(1, nodes - 1))) % nodes;
      const cut = [
        [-1, to],
        [to, -1],
      ] as const;
      const forUs = drawRange(choices, L, 50 * s, 90 * s);
      return [
        { kind: "kill-process", atUs, host: young, program: "recoverd", restartUs: 0 },
        { kind: "partition", atUs: atUs + 40 * s, on: leader(choices, 0), forUs, shape: "link", cut },
      ];
    },
  },
  {
    // The lock is lost while all nodes are about to probe it.
    kinds: ["kill-process", "admin"],
    needsLock: true,
    draw: ({ choices, nodes }, atUs) => {
      const on = { event: "generation-changed", delayUs: drawRange(choices, L, 1, 60_000) } as const;
      const killed = { kind: "kill-process", program: "lock-helper", restartUs: 0 } as const;
      return [
        { kind: "admin", atUs, on: leader(choices, 0), host: -1, command: "recover" },
        ...allNodes(nodes).map((host) => ({ ...killed, atUs, on, host })),
      ];
    },
  },
  {
    // An administrator stops every node, one after the other, and leaves it at that for a while.
    kinds: ["admin"],
    needsLock: false,
    draw: ({ choices, nodes }, atUs) => {
      const laterUs = drawRange(choices, L, 90 * s, 150 * s);
      return allNodes(nodes).flatMap((host) => {
        const stopUs = atUs + drawRange(choices, L, 0, 3 * s);
        return [
          { kind: "admin", atUs: stopUs, host, command: "stop" },
          { kind: "admin", atUs: stopUs + laterUs, host, command: "continue" },
        ] as const;
      });
    },
  },
  {
    // The leader is told to go while the storage of its lock stands still.
    kinds: ["storage-hang", "admin"],
    needsLock: true,
    draw: ({ choices }, atUs) => {
      const on = leader(choices, 0);
      const command = drawOneOf(choices, L, ["shutdown", "stop"] as const);
      const later = { ...on, delayUs: on.delayUs + drawRange(choices, L, 6 * s, 20 * s) };
      return [
        { kind: "storage-hang", atUs, on, host: -1, forUs: drawRange(choices, L, 30 * s, 60 * s) },
        { kind: "admin", atUs, on: later, host: -1, command },
      ];
    },
  },
  {
    // The leader gives its lease back, and that takes longer than the lease.
    kinds: ["service-slow", "admin"],
    needsLock: true,
    draw: ({ choices, nodes }, atUs) => {
      const on = leader(choices, 0);
      const extraUs = drawRange(choices, L, 4 * s, 12 * s);
      const command = drawOneOf(choices, L, ["stop", "setleaderrole-off", "shutdown"] as const);
      const recover = { kind: "admin", command: "recover", host: drawRange(choices, L, 0, nodes - 1) } as const;
      return [
        { kind: "service-slow", atUs, on, host: -1, forUs: drawRange(choices, L, 1 * s, 3 * s), extraUs },
        { kind: "admin", atUs, on: { ...on, delayUs: on.delayUs + 10_000 }, host: -1, command },
        { ...recover, atUs: atUs + 15 * s },
      ];
    },
  },
];

/** Patterns that may be drawn: all of their kinds are allowed. */
export function possiblePatterns({ lock }: FaultSetting, kinds: readonly FaultKind[]): readonly Pattern[] {
  return patterns.filter(
    (pattern) => (lock !== "none" || !pattern.needsLock) && pattern.kinds.every((kind) => kinds.includes(kind)),
  );
}
