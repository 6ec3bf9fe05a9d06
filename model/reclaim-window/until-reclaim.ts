import type { GraceDesign } from "../words/index.ts";
import { compared, empty, isByManager, isEverywhere, isMounted, type WindowCondition } from "./window-condition.ts";
import type { TermName, WindowTerms } from "./window-term.ts";

type Protocol = "nlm" | "v4";

const window = "W2";

/**
 * W2: from the first server that leaves grace to the last reclaim. Where not every server enters it, W1 lasts until
 * then: there is nothing to add.
 */
export function untilReclaim(design: GraceDesign, terms: WindowTerms): readonly WindowCondition[] {
  if (isByManager(design)) return [ownGrace(terms), ownManager];
  if (isMounted(design)) return [ownGrace(terms), graceOfMount(terms)];
  if (!isEverywhere(design)) return [];
  // Members of a shared grace serve clients of NFSv4 alone.
  const protocols: readonly Protocol[] = design.servers === "of-address" ? ["v4"] : ["nlm", "v4"];
  return protocols.map((protocol) => timers(design, terms, protocol));
}

function titleOf(protocol: Protocol): string {
  return `${protocol === "nlm" ? "NLM" : "NFSv4"}: until the last reclaim`;
}

function graceOf({ end, how }: GraceDesign, protocol: Protocol): TermName {
  if (end === "coordinated") return "shared-grace";
  if (how === "keep") return "kept-grace";
  return protocol === "nlm" ? "restart-grace" : "v4-grace";
}

function timers(design: GraceDesign, terms: WindowTerms, protocol: Protocol): WindowCondition {
  const graceName = graceOf(design, protocol);
  const isShared = design.end === "coordinated";
  const toldBy = protocol === "nlm" ? "notice" : "lease";
  const apart = design.when === "after-takeip" && !isShared ? "spread" : "barrier";
  const leftUs = terms[graceName].leastUs - terms[apart].mostUs - terms[toldBy].mostUs;
  const opens =
    leftUs > 0
      ? `a client that reclaims later than ${secondsText(leftUs)} after it was told may find a server out of grace`
      : "a server may be out of grace before every client has been told";
  return compared(
    terms,
    { greater: [graceName], lesser: [apart, toldBy, "reclaim"] },
    {
      window,
      title: titleOf(protocol),
      holds: isShared
        ? "grace is lifted by all together, once nobody has anything to reclaim"
        : "the slowest client reclaims before the first server is out of grace",
      opens: isShared ? `grace is lifted by all together, but no later than it may last; ${opens}` : opens,
      remedy: {
        sentence: isShared
          ? "a grace that waits for every client, however long (graceLongestUs)"
          : "a longer grace, clients that are known to be quicker (--reclaim), or one that all lift together (fs-hold-coordinated)",
      },
      cell: { client: "slow", clients: protocol },
    },
  );
}

function secondsText(us: number): string {
  return `${Math.round(us / 1000) / 1000} s`;
}

/** Where each lock manager has a grace of its own: what is not reclaimed until it ends is free for everybody. */
function ownGrace(terms: WindowTerms): WindowCondition {
  return compared(
    terms,
    { greater: ["kept-grace"], lesser: ["barrier", "notice", "reclaim"] },
    {
      window,
      title: titleOf("nlm"),
      holds: "the slowest client reclaims within the grace of its address's lock manager",
      opens: "a client slower than the grace of its address's lock manager finds its lock freed",
      remedy: { sentence: "a longer grace (keptGraceUs), or clients that are known to be quicker (--reclaim)" },
      cell: { client: "slow" },
    },
  );
}

/** Of a mount all clients have the same: it is that of nfsd, if longer, where any of NFSv4 are on record. */
function graceOfMount(terms: WindowTerms): WindowCondition {
  const isLonger = terms["v4-grace"].leastUs > terms["kept-grace"].leastUs;
  return compared(
    terms,
    { greater: [isLonger ? "v4-grace" : "kept-grace"], lesser: ["barrier", "lease", "reclaim"] },
    {
      window,
      title: titleOf("v4"),
      holds: "the slowest client finds out, and reclaims, within the grace of its address's mount",
      opens: "a client that reclaims later than the grace of its address's mount finds its lock free for everybody",
      remedy: {
        sentence: "a longer grace (keptGraceUs, v4GraceUs), or clients that are known to be quicker (--reclaim)",
      },
      cell: { client: "slow", clients: "v4" },
    },
  );
}

/** Of NFSv4 each client has one, which no timer ends (facts/ip-nfs.md §5.4). */
const ownManager = empty(
  window,
  titleOf("v4"),
  "a client has a lock manager of its own, whose grace ends when the client says so",
);
