import { type GraceDesign, type GraceName, graceDesigns } from "../words/index.ts";
import { type Inequality, type Judged, type Judgement, judge } from "./inequality.ts";
import type { TermName, WindowTerms } from "./window-term.ts";

/** The run that would show it: what happens to a small cluster, and what to look for. */
export interface WitnessCell {
  readonly failure: "crash" | "graceful";
  readonly client: "prompt" | "slow";
  readonly smb: boolean;
  /** Does the client lock its file right before the failure? */
  readonly late: boolean;
  readonly shows: "taken" | "healthy" | "untold";
}

/** One of the parts a window has, and why it is empty, or may not be (facts/ip-nfs.md §6.1). */
export interface WindowCondition {
  readonly window: "W1" | "W2" | "W3" | "W4" | "W5";
  readonly title: string;
  readonly judgement: Judgement;
  /** The inequality; null: the order of things alone decides. */
  readonly inequality: Judged | null;
  readonly why: string;
  /** Absent where it holds. */
  readonly witness?: WitnessCell;
}

/** What follows for a design. */
export interface WindowAdvice {
  readonly grace: GraceName;
  /** Can nothing open the window? */
  readonly isEmpty: boolean;
  readonly conditions: readonly WindowCondition[];
}

const calm: WitnessCell = { failure: "graceful", client: "prompt", smb: false, late: false, shows: "taken" };
/** From a failure to the barrier. */
const way: readonly TermName[] = ["detection", "leader", "lock", "loop", "recovery", "barrier"];

/** Whether the window of a design can be empty in a cluster with these times (facts/ip-nfs.md §6.2, §6.3). */
export function windowAdvice(grace: GraceName, terms: WindowTerms): WindowAdvice {
  const design: GraceDesign = graceDesigns[grace];
  const conditions = [
    crashed(design, terms),
    givenUp(design, terms),
    ...timers(design, terms),
    others(design),
    ...restarted(design),
    ...told(design, terms),
  ];
  return { grace, isEmpty: conditions.every(({ judgement }) => judgement === "holds"), conditions };
}

function condition(
  window: WindowCondition["window"],
  title: string,
  holds: boolean,
  why: string,
  cell: Partial<WitnessCell>,
): WindowCondition {
  const found = { window, title, inequality: null, why } as const;
  return holds ? { ...found, judgement: "holds" } : { ...found, judgement: "fails", witness: { ...calm, ...cell } };
}

function compared(
  terms: WindowTerms,
  inequality: Inequality,
  [window, title, why]: readonly [WindowCondition["window"], string, string],
  cell: Partial<WitnessCell>,
): WindowCondition {
  const judged = judge(terms, inequality);
  const { judgement } = judged;
  const found = { window, title, judgement, inequality: judged, why } as const;
  return judgement === "holds" ? found : { ...found, witness: { ...calm, ...cell } };
}

const isByManager = ({ fileSystem }: GraceDesign): boolean => fileSystem === "by-manager";

/** Has each address a file system that one node mounts at a time? Its locks go with the mount, and nobody has them elsewhere. */
const isMounted = ({ fileSystem }: GraceDesign): boolean => fileSystem === "one-at-a-time";

const everywhere = ({ who, scope }: GraceDesign): boolean => who === "all" && scope === "server";

function whoGrants({ who, scope }: GraceDesign): string {
  if (who === "none") return "no server ever refuses new locks";
  return scope === "address"
    ? "what comes through other addresses is granted all the time"
    : "a node whose addresses do not change never enters grace";
}

/** W1 after a death: from the loss of the locks until every server refuses new ones. */
function crashed(design: GraceDesign, terms: WindowTerms): WindowCondition {
  const title = "a node dies: until every server is in grace";
  const cell = { failure: "crash" } as const;
  if (design.fileSystem === "remember")
    return condition("W1", title, true, "the file system keeps what may be reclaimed and refuses conflicts", cell);
  if (isByManager(design)) {
    const why = "locks are kept for the next lock manager of their address; if it comes too late they are free";
    return compared(terms, { greater: ["hold"], lesser: way }, ["W1", title, why], cell);
  }
  if (isMounted(design))
    return condition(
      "W1",
      title,
      true,
      "nobody else has the file system mounted, and where it is next its grace begins first",
      cell,
    );
  if (!everywhere(design)) return condition("W1", title, false, whoGrants(design), cell);
  const greater: readonly TermName[] = [design.fileSystem === "hold" ? "hold" : "release"];
  const why =
    design.fileSystem === "hold"
      ? "locks are held until every server is in grace; a hold that ends before is none"
      : "nothing ties the file system's clock to that of CTDB";
  return compared(terms, { greater, lesser: way }, ["W1", title, why], cell);
}

/** W1 of an address that is given up. */
function givenUp(design: GraceDesign, terms: WindowTerms): WindowCondition {
  const title = "an address is given up: until every server is in grace";
  if (design.fileSystem === "remember")
    return condition("W1", title, true, "the file system keeps what may be reclaimed and refuses conflicts", {});
  if (isByManager(design)) {
    const why =
      "unlock by address frees nothing: locks are kept for the next lock manager; too late, and they are free";
    return compared(terms, { greater: ["hold"], lesser: ["barrier"] }, ["W1", title, why], {});
  }
  if (isMounted(design))
    return condition(
      "W1",
      title,
      true,
      "it is unmounted with its address, and exported again after its grace has begun",
      {},
    );
  if (!everywhere(design)) return condition("W1", title, false, whoGrants(design), {});
  if (design.servers === "of-address")
    return condition("W1", title, true, "the next server of the address frees them once every other is in grace", {});
  const isBefore = design.barrier && design.when === "before-release";
  const why = isBefore
    ? "every server is in grace before any address is released"
    : "addresses, and the locks with them, are released before any server enters grace";
  return condition("W1", title, isBefore, why, {});
}

/** W2: from the first server that leaves grace to the last reclaim. */
function timers(design: GraceDesign, terms: WindowTerms): readonly WindowCondition[] {
  if (isByManager(design) || isMounted(design)) return [ownGrace(terms)];
  if (!everywhere(design)) return [];
  const isNlm = design.how === "restart";
  const graceName = design.end === "coordinated" ? "shared-grace" : isNlm ? "restart-grace" : "kept-grace";
  const toldBy = isNlm ? "notice" : "lease";
  const mostUs = terms[graceName].leastUs - terms.barrier.mostUs - terms[toldBy].mostUs;
  const limit = `${Math.max(0, Math.round(mostUs / 1000)) / 1000} s`;
  const why =
    design.end === "coordinated"
      ? "grace is lifted by all together, once nobody has anything to reclaim"
      : mostUs > 0
        ? `a client that reclaims later than ${limit} after it was told may find another server out of grace`
        : "a server may be out of grace before every client has been told";
  const inequality = { greater: [graceName], lesser: ["barrier", toldBy, "reclaim"] } as const;
  return [compared(terms, inequality, ["W2", "until the last reclaim", why], { client: "slow" })];
}

/** W2 where each lock manager has a grace of its own: what is not reclaimed until it ends is free for everybody. */
function ownGrace(terms: WindowTerms): WindowCondition {
  const lesser: readonly TermName[] = ["barrier", "notice", "reclaim"];
  const why = "a client slower than the grace of its address's lock manager finds its lock freed";
  const about = ["W2", "until the last reclaim", why] as const;
  return compared(terms, { greater: ["kept-grace"], lesser }, about, { client: "slow" });
}

/** W3: those whom grace does not bind. */
function others(design: GraceDesign): WindowCondition {
  const isBound = design.otherUsers === "bound";
  const refuses = isMounted(design)
    ? "the grace of a mount binds local processes, too, and no other node has one"
    : "the file system refuses conflicts, whoever asks";
  const why = isBound ? refuses : "grace binds NFS servers alone; empty only where nobody else locks the same files";
  return condition("W3", "smbd and local processes", isBound, why, { smb: true });
}

/** W4: clients of servers that are restarted although nothing was wrong with them. */
function restarted({ who, how }: GraceDesign): readonly WindowCondition[] {
  if (who === "none" || how === "keep") return [];
  const why = "a restart drops the locks of healthy clients, and servers do not restart at one instant";
  return [condition("W4", "clients of healthy nodes", false, why, { shows: "healthy" })];
}

/** W5: clients who are never told. */
function told(design: GraceDesign, terms: WindowTerms): readonly WindowCondition[] {
  const { who, how, notices } = design;
  if (!isByManager(design) && !isMounted(design) && (who === "none" || how === "keep")) return [];
  const title = "clients who are not told";
  const cell = { failure: "crash", shows: "untold" } as const;
  if (notices === "raised-in-loop")
    return [condition("W5", title, false, "every second client is told last that its server is down", cell)];
  const { mostUs } = terms.queue;
  if (mostUs === 0)
    return [condition("W5", title, true, "records are written at once where all nodes can read them", {})];
  const why =
    mostUs === Number.POSITIVE_INFINITY
      ? "no records are kept, so nobody is told"
      : `locks of the last ${mostUs / 1_000_000} s die with their node's queue, and their clients are never told`;
  return [condition("W5", title, false, why, { ...cell, late: true })];
}
