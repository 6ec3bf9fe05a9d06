import {
  type Fault,
  type GraceDesign,
  graceDesigns,
  type LockUser,
  type Pnn,
  type PublicAddressSpec,
  type Range,
  type Trigger,
} from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange, seeded } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";
import type { NfsSetting } from "./nfs-users.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "grace-case";
/** By then a cluster has booted, its nodes have their addresses, and clients their locks. */
const SERVED_US = 60 * s;
/** An address moves, the slowest client reclaims, and all of it again. */
const NEEDED_US = 150 * s;

/** Faults that together make the case of an assumption about servers of NFS, and who locks files in it. */
export interface GraceCaseFaults {
  readonly faults: readonly Fault[];
  readonly users: readonly LockUser[];
}

/** Draws, for about half of the runs, the case of one of these assumptions that were dropped. */
export function drawGraceCase(seed: string, setting: NfsSetting): GraceCaseFaults | undefined {
  const { grace, addresses, live, timeline, dropped } = setting;
  const cases = casesOf(graceDesigns[grace]);
  const names = Object.keys(cases).filter((name) => dropped.includes(name));
  if (names.length === 0) return undefined;
  const choices = seeded(`${seed}/grace-case`);
  if (addresses.length < 2 || live.length < 2 || !drawChance(choices, L, 1, 2)) return undefined;
  const atUs = drawRange(choices, L, SERVED_US, Math.max(SERVED_US, timeline.healAtUs - NEEDED_US));
  const faults = cases[drawOneOf(choices, L, names)]?.(choices, atUs, live.length) ?? [];
  // Who is to be notified twice has reclaimed in between; who shows that a grace was too short takes his time.
  const drawReclaimUs = (): Range =>
    graceDesigns[grace].servers === "of-host" ? [0, 200 * ms] : [10 * s, drawRange(choices, L, 11 * s, 30 * s)];
  return { faults, users: addresses.flatMap((_, index) => holderAndRival(choices, addresses, index, drawReclaimUs)) };
}

type DrawFaults = (choices: Choices, atUs: number, nodes: number) => readonly Fault[];

const caseOfSharedGrace: Readonly<Record<string, DrawFaults>> = {
  "enforcing-counts-for-one-epoch": standsStillAtTheEnd,
  // The node that is cut off serves its addresses on, while others take them.
  "one-server-of-a-name": (choices, atUs, nodes) => {
    const off: Pnn = drawRange(choices, L, 0, nodes - 1);
    const others = allNodes(nodes).filter((pnn) => pnn !== off);
    const cut = others.flatMap((pnn) => [[pnn, off] as const, [off, pnn] as const]);
    return [{ kind: "partition", atUs, forUs: drawRange(choices, L, 60 * s, 100 * s), shape: "isolate", cut }];
  },
};

const caseOfHeldLocks: Readonly<Record<string, DrawFaults>> = {
  // facts/ip-nfs.md §1.5: it releases everything at once, without a takeover run.
  "given-up-locks-are-held": (choices, atUs, nodes) => [
    { kind: "admin", atUs, host: drawRange(choices, L, 0, nodes - 1), command: "stop" },
  ],
  // It stands still until the others have its addresses, and is expelled meanwhile.
  "expelled-nodes-are-fenced": (choices, atUs, nodes) => {
    const forUs = drawRange(choices, L, 60 * s, 100 * s);
    return [{ kind: "pause-host", atUs, host: drawRange(choices, L, 0, nodes - 1), forUs }];
  },
};

function casesOf({ servers, fileSystem }: GraceDesign): Readonly<Record<string, DrawFaults>> {
  if (servers === "of-address") return caseOfSharedGrace;
  const { "expelled-nodes-are-fenced": standsStill, ...givenUp } = caseOfHeldLocks;
  return {
    "state-numbers-rise": movesBackAtOnce,
    ...(fileSystem === "hold" ? givenUp : {}),
    ...(fileSystem !== "drop" ? { "expelled-nodes-are-fenced": standsStill } : {}),
  };
}

/** facts/ip-nfs.md §4.2: an address moves and comes back before the time in seconds has moved on. */
function movesBackAtOnce(choices: Choices, atUs: number, nodes: number): readonly Fault[] {
  const host: Pnn = drawRange(choices, L, 0, nodes - 1);
  const on: Trigger = { event: "takeover-ended", delayUs: drawRange(choices, L, 0, 300 * ms) };
  return [
    { kind: "admin", atUs, host, command: "disable" },
    { kind: "admin", atUs: atUs + 100 * ms, on, host, command: "enable" },
  ];
}

/**
 * facts/ip-nfs.md §5.6 P5: a grace is over for all, and a member stands still before it says that it enforces no more.
 * Meanwhile another address moves, and its server counts the one that stands still among those who enforce.
 */
function standsStillAtTheEnd(choices: Choices, atUs: number, nodes: number): readonly Fault[] {
  const first: Pnn = drawRange(choices, L, 0, nodes - 1);
  const on: Trigger = { event: "shared-grace-lifted", delayUs: 0 };
  const move: Trigger = { ...on, delayUs: drawRange(choices, L, 100 * ms, 2 * s) };
  const forUs = drawRange(choices, L, 4 * s, 20 * s);
  return [
    { kind: "admin", atUs, host: first, command: "disable" },
    { kind: "pause-process", atUs: atUs + 1 * s, on, host: -1, program: "grace-member", forUs },
    // The address of the node that was disabled comes back to it, or another node gives its own up.
    drawChance(choices, L, 1, 2)
      ? { kind: "admin", atUs: atUs + 1 * s, on: move, host: first, command: "enable" }
      : { kind: "admin", atUs: atUs + 1 * s, on: { ...move, strikes: "other" }, host: -1, command: "disable" },
  ];
}

/** Of each address: a client that keeps its lock and reclaims it in this time, and one elsewhere that wants the same. */
function holderAndRival(
  choices: Choices,
  addresses: readonly PublicAddressSpec[],
  index: number,
  drawReclaimUs: () => Range,
): readonly [LockUser, LockUser] {
  const others = addresses.filter((_, other) => other !== index);
  const file = `f${index + 1}`;
  return [
    {
      way: { address: addresses[index]?.address ?? "" },
      file,
      atUs: drawRange(choices, L, 30 * s, 40 * s),
      pauseUs: [50 * ms, 200 * ms],
      reclaimUs: drawReclaimUs(),
    },
    {
      way: { address: drawOneOf(choices, L, others).address },
      file,
      atUs: drawRange(choices, L, 41 * s, 45 * s),
      holdUs: [1 * ms, 5 * ms],
      pauseUs: [2 * ms, drawRange(choices, L, 5 * ms, 40 * ms)],
      reclaimUs: [0, 200 * ms],
    },
  ];
}
