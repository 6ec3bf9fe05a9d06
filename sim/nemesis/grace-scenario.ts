import {
  type ConstantName,
  type Constants,
  constantsWith,
  defaultTiming,
  type Fault,
  type GraceName,
  graceDesigns,
  hasGraceOfAddress,
  type LockUser,
  type NfsSpec,
  type Pnn,
  type Range,
  type Scenario,
} from "../../model/index.ts";
import { type Choices, drawRange, seeded } from "../choices/index.ts";
import { askedWhereExported } from "./exported-files.ts";

/** What makes an address move: its node dies, gives it up, or stands still for a while. */
export const moveKinds = ["crash", "graceful", "hang"] as const;
/** One of them. */
export type MoveKind = (typeof moveKinds)[number];

/** How the clients of a cell lock. */
export const graceClients = ["nlm", "v4", "mixed"] as const;
/** One of these ways. */
export type GraceClients = (typeof graceClients)[number];

/** What one cell of a comparison of grace designs is drawn with. */
export interface GraceCase {
  readonly grace: GraceName;
  readonly failure: MoveKind;
  /** A slow client reclaims about when a grace ends. */
  readonly client: "prompt" | "slow";
  /** Does smbd lock the same file, on a node that stands by? */
  readonly smb: boolean;
  readonly set: Readonly<Partial<Record<ConstantName, number>>>;
  /** How clients of NFS lock, or every other one by NFSv4; absent: by NLM. */
  readonly clients?: GraceClients;
}

const s = 1_000_000;
/** The cluster serves its addresses by then. */
const SERVED_US = 40 * s;
const MOVED = "10.0.0.1";
const STAYS = "10.0.0.2";
const TAKERS = "10.0.0.3";
/** Fails or gives up its address. Node 1 stands by, node 2 takes over. */
const FAILING = 0;
const BYSTANDER = 1;
const TAKER = 2;
/** The way of every client but the slow one. */
const PROMPT: Range = [0, 200_000];
const SOON: Range = [50_000, 200_000];

/**
 * Three nodes with an address each; the first one's moves to the third. One client holds a lock through each of the
 * first two; others want them, again and again, through the nodes that stay. The seed alone says what happens: every
 * design meets the same.
 */
export function graceScenario(
  seed: string,
  { grace, failure, client, smb, set, clients = "nlm" }: GraceCase,
): Scenario {
  const choices = seeded(`${seed}/grace`);
  const constants = constantsWith(set);
  const failUs = drawRange(choices, "fail", SERVED_US + 5 * s, SERVED_US + 15 * s);
  const pauseUs = drawRange(choices, "pause", 45 * s, 100 * s);
  const dropUs = drawRange(choices, "drop", 200_000, 45 * s);
  const lateUs = drawRange(choices, "late", -4 * s, 6 * s);
  const clockOffsetUs = [0, 1, 2].map(() => drawRange(choices, "clock", 0, 300_000));
  const reclaimUs: Range = client === "prompt" ? PROMPT : slowness(grace, constants, lateUs);
  const nfs: NfsSpec = askedWhereExported({
    grace,
    records: "shared-directory",
    dropUs: [dropUs, dropUs],
    users: usersOf(choices, reclaimUs, smb ? besideOf(grace) : undefined).map((user, index) =>
      lockingBy(clients, user, index),
    ),
  });
  const hasV4 = graceDesigns[grace].servers === "of-address" || clients !== "nlm";
  const graceUs = Math.max(constants.keptGraceUs, constants.restartGraceUs);
  // Nobody is notified: who renews his lease finds out.
  const toldUs = hasV4 ? constants.nfsRenewUs : 0;
  return {
    version: 1,
    seed,
    nodes: 3,
    lock: "fcntl",
    publicAddresses: [
      { address: MOVED, nodes: [FAILING, 2] },
      { address: STAYS, nodes: [BYSTANDER] },
      { address: TAKERS, nodes: [2] },
    ],
    nfs,
    durationUs: failUs + (failure === "graceful" ? 10 * s : 60 * s) + toldUs + graceUs + 15 * s,
    timing: defaultTiming,
    // The cluster lock is in the same file system.
    storage: { lockRecoveryUs: dropUs, expelPausedUs: dropUs },
    clockOffsetUs,
    set,
    faults: [faultOf(failure, failUs, pauseUs)],
    // These are what such a cell measures.
    dropped: [
      ...(failure === "hang" ? ["expelled-nodes-are-fenced"] : []),
      ...(smb ? ["nobody-locks-beside-nfs"] : []),
    ],
  };
}

function lockingBy(clients: GraceClients, user: LockUser, index: number): LockUser {
  const isV4 = "address" in user.way && (clients === "v4" || (clients === "mixed" && index % 2 === 0));
  return isV4 ? { ...user, protocol: "v4" } : user;
}

function faultOf(failure: MoveKind, atUs: number, pauseUs: number): Fault {
  if (failure === "crash") return { kind: "crash-host", host: FAILING, atUs, forUs: 0 };
  if (failure === "hang") return { kind: "pause-host", host: FAILING, atUs, forUs: pauseUs };
  return { kind: "admin", host: FAILING, atUs, command: "disable" };
}

/** About as long as the grace of the design lasts: that is when it matters. */
function slowness(grace: GraceName, constants: Constants, lateUs: number): Range {
  const { who, how } = graceDesigns[grace];
  const keeps = hasGraceOfAddress(graceDesigns[grace]) || (who !== "none" && how === "keep");
  const graceUs = keeps ? constants.keptGraceUs : constants.restartGraceUs;
  const us = Math.max(0, graceUs + lateUs);
  return [us, us];
}

/** Where smbd wants a lock: on a node that stands by, or on the only one that will have the file system mounted. */
function besideOf(grace: GraceName): Pnn {
  return graceDesigns[grace].fileSystem === "one-at-a-time" ? TAKER : BYSTANDER;
}

function usersOf(choices: Choices, reclaimUs: Range, besideAt: Pnn | undefined): readonly LockUser[] {
  const atUs = (label: string): number => drawRange(choices, label, SERVED_US - 10 * s, SERVED_US - 5 * s);
  const laterUs = (label: string): number => drawRange(choices, label, SERVED_US, SERVED_US + 2 * s);
  const pollUs = drawRange(choices, "poll", 20_000, 200_000);
  const holdUs = drawRange(choices, "hold", 500, 60_000);
  const eager = { holdUs: [holdUs / 2, holdUs], pauseUs: [pollUs, 2 * pollUs], reclaimUs: PROMPT } as const;
  const users: readonly LockUser[] = [
    { way: { address: MOVED }, file: "one", atUs: atUs("first"), pauseUs: SOON, reclaimUs },
    { way: { address: STAYS }, file: "two", atUs: atUs("second"), pauseUs: SOON, reclaimUs },
    { way: { address: STAYS }, file: "one", atUs: laterUs("third"), ...whole(eager) },
    { way: { address: TAKERS }, file: "two", atUs: laterUs("fourth"), ...whole(eager) },
    {
      way: { address: STAYS },
      file: "three",
      atUs: laterUs("fifth"),
      holdUs: [1_000, 10_000],
      pauseUs: [500_000, 1_000_000],
      reclaimUs: PROMPT,
    },
    // Nobody else wants it: it is there so that the address has two clients to notify.
    { way: { address: MOVED }, file: "four", atUs: atUs("seventh"), pauseUs: SOON, reclaimUs: PROMPT },
  ];
  if (besideAt === undefined) return users;
  return [...users, { way: { node: besideAt }, file: "one", atUs: laterUs("sixth"), ...whole(eager) }];
}

function whole<T extends { readonly holdUs: Range }>(user: T): T {
  return { ...user, holdUs: [Math.trunc(user.holdUs[0]), user.holdUs[1]] };
}
