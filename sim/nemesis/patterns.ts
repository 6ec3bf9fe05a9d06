import type { Fault, FaultKind, Pnn } from "../../model/index.ts";
import { type Choices, drawOneOf, drawRange } from "../choices/index.ts";
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

function others(nodes: number): readonly Pnn[] {
  return Array.from({ length: nodes }, (_, pnn) => pnn);
}

const patterns: readonly Pattern[] = [
  {
    // Every lock attempt takes longer than the leader time-out, so elections overlap.
    kinds: ["slow-exec", "kill-process"],
    needsLock: true,
    draw: ({ choices, nodes }, atUs) => {
      const extraUs = drawRange(choices, L, 4 * s, 12 * s);
      const slow = others(nodes).map((host) => ({ kind: "slow-exec", atUs, host, forUs: 40 * s, extraUs }) as const);
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
      const slow = others(nodes).map((host) => ({ kind: "slow-script", atUs, host, forUs: 60 * s, extraUs }) as const);
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
];

/** Patterns that may be drawn: all of their kinds are allowed. */
export function possiblePatterns({ lock }: FaultSetting, kinds: readonly FaultKind[]): readonly Pattern[] {
  return patterns.filter(
    (pattern) => (lock !== "none" || !pattern.needsLock) && pattern.kinds.every((kind) => kinds.includes(kind)),
  );
}
