import type { GraceDesign } from "../words/index.ts";
import { type Inequality, judge } from "./inequality.ts";
import {
  compared,
  empty,
  isByManager,
  isEverywhere,
  isMounted,
  open,
  type Remedy,
  type WindowCondition,
} from "./window-condition.ts";
import type { TermName, WindowTerms } from "./window-term.ts";

/** From a failure to a takeover run, which then has all servers enter grace. */
const untilRun: readonly TermName[] = ["detection", "leader", "lock", "loop", "recovery", "events", "questions"];
const toBarrier: readonly TermName[] = [...untilRun, "barrier"];

const remembered = "the file system keeps what may be reclaimed and refuses conflicts";

/** W1, after a death and of an address that is given up: from the loss of the locks until every server refuses new ones. */
export function beforeGrace(design: GraceDesign, terms: WindowTerms): readonly WindowCondition[] {
  return [crashed(design, terms), givenUp(design, terms)];
}

function whoGrants({ who, scope }: GraceDesign): string {
  if (who === "none") return "no server ever refuses new locks";
  return scope === "address"
    ? "what comes through other addresses is granted all the time"
    : "a node whose addresses do not change never enters grace";
}

/** Where not even every server enters grace. */
const barrierFirst = "every server must enter grace before any address is released, and keep its locks (keep-barrier)";

function crashed(design: GraceDesign, terms: WindowTerms): WindowCondition {
  const window = "W1";
  const title = "a node dies: until every server is in grace";
  const cell = { failure: "crash" } as const;
  if (design.fileSystem === "remember") return empty(window, title, remembered);
  if (isMounted(design))
    return empty(window, title, "nobody else has the file system mounted, and where it is next its grace begins first");
  if (isByManager(design))
    return compared(terms, longerHold(toBarrier), {
      window,
      title,
      holds: "locks are kept for the next lock manager of their address, which comes in time",
      opens: "locks are kept for the next lock manager of their address; if it comes too late they are free",
      remedy: { sentence: "a file system that keeps them longer (holdLongestUs)" },
      cell,
    });
  if (!isEverywhere(design)) {
    const inequality = judge(terms, { greater: ["release"], lesser: toBarrier });
    const remedy: Remedy = { sentence: `${barrierFirst}; then this decides`, inequality };
    return open({ window, title, opens: whoGrants(design), remedy, cell });
  }
  const lesser =
    design.when === "after-takeip" && design.fileSystem === "drop" ? ([...untilRun, "spread"] as const) : toBarrier;
  return design.fileSystem === "hold"
    ? compared(terms, longerHold(lesser), {
        window,
        title,
        holds: "locks are held until every server is in grace",
        opens: "locks are held until every server is in grace, but a hold may end before",
        remedy: { sentence: sooner(terms, "a file system that holds them longer (holdLongestUs)") },
        cell,
      })
    : compared(
        terms,
        { greater: ["release"], lesser },
        {
          window,
          title,
          holds: "the file system is slower than CTDB at its slowest, unless a takeover run fails and is made again",
          opens: "nothing ties the file system's clock to that of CTDB",
          remedy: {
            sentence: sooner(
              terms,
              "a file system that gives locks up later, or not before every server is in grace (fs-hold-timers)",
            ),
          },
          cell,
        },
      );
}

function longerHold(lesser: readonly TermName[]): Inequality {
  return { greater: ["hold"], lesser };
}

/** What an administrator can do about times that have no end. */
function sooner({ events, recovery }: WindowTerms, besides: string): string {
  const tunables = [
    ...(events.mostUs === Number.POSITIVE_INFINITY ? ["a RecoverTimeout longer than EventScriptTimeout"] : []),
    ...(recovery.mostUs === Number.POSITIVE_INFINITY ? ["EnableBans=1"] : []),
  ];
  return tunables.length === 0 ? besides : `${besides}, and ${tunables.join(" and ")}`;
}

function givenUp(design: GraceDesign, terms: WindowTerms): WindowCondition {
  const window = "W1";
  const title = "an address is given up: until every server is in grace";
  if (design.fileSystem === "remember") return empty(window, title, remembered);
  if (isMounted(design))
    return empty(window, title, "it is unmounted with its address, and exported again after its grace has begun");
  if (isByManager(design))
    return compared(terms, longerHold(["barrier"]), {
      window,
      title,
      holds: "unlock by address frees nothing: locks are kept for the next lock manager, which comes in time",
      opens: "unlock by address frees nothing, but if the next lock manager comes too late locks are free",
      remedy: { sentence: "a file system that keeps them longer (holdLongestUs)" },
      cell: {},
    });
  if (!isEverywhere(design))
    return open({ window, title, opens: whoGrants(design), remedy: { sentence: barrierFirst }, cell: {} });
  if (design.servers === "of-address")
    return empty(window, title, "the next server of the address frees them once every other is in grace");
  if (design.barrier && design.when === "before-release")
    return empty(window, title, "every server is in grace before any address is released");
  return open({
    window,
    title,
    opens: "addresses, and the locks with them, are released before any server enters grace",
    remedy: { sentence: barrierFirst },
    cell: {},
  });
}
