import { lockDesigns, type Pnn, type TraceEvent } from "../../model/index.ts";
import type { FailureStory } from "../story/index.ts";
import { chooseRows, citedMoments, faultWords, say } from "../text/index.ts";

/** Whom a row of a sequence diagram concerns: a node, what the cluster lock is kept in, or everybody. */
export type Party = Pnn | "lock" | "all";

/** One row of a sequence diagram. */
export interface StoryRow {
  readonly atUs: number;
  readonly kind: "event" | "fault" | "fault-end" | "violation";
  readonly at: Party;
  /** Something goes from `at` to here; absent: it happens at `at` alone. */
  readonly to?: Exclude<Party, "all">;
  /** Not yet escaped for anything. */
  readonly words: string;
}

/** The rows a reader is shown: the chosen events, and what is violated. */
export function storyRows(story: FailureStory, rowsMax: number): readonly StoryRow[] {
  const { events, verdict, scenario } = story;
  const moments = verdict.properties
    .flatMap(({ verdict: judged, atUs, name }) => (judged === "violated" && atUs !== null ? [{ atUs, name }] : []))
    .sort((a, b) => a.atUs - b.atUs);
  const violations = moments.map(
    ({ atUs, name }): StoryRow => ({ atUs, kind: "violation", at: "all", words: `${name} is violated` }),
  );
  const shown = chooseRows(
    events,
    moments.map(({ atUs }) => atUs),
    Math.max(1, rowsMax - violations.length),
    citedMoments(verdict.properties.flatMap((one) => (one.verdict === "violated" ? one.why : []))),
  );
  const happened = events.filter((_, index) => shown.has(index)).map((event) => rowOf(event, scenario.faults));
  // What follows from an event comes after it: the sort keeps the order of equals.
  return [...happened, ...violations].sort((a, b) => a.atUs - b.atUs);
}

/** How the party is called that the lock is kept in; undefined: there is none. */
export function lockParty({ scenario }: Pick<FailureStory, "scenario">): string | undefined {
  const { keeping } = lockDesigns[scenario.lock];
  if (keeping === "none") return undefined;
  return keeping === "file" ? "lock file" : "lock service";
}

/** The nodes a diagram has a column for: all, or of a large cluster those that something happens to. */
export function shownNodes({ scenario }: FailureStory, rows: readonly StoryRow[], nodesMax: number): readonly Pnn[] {
  const all = Array.from({ length: scenario.nodes }, (_, pnn) => pnn);
  if (all.length <= nodesMax) return all;
  const seen = new Set(rows.flatMap(({ at, to }) => [at, to]));
  const concerned = all.filter((pnn) => seen.has(pnn));
  return concerned.length === 0 ? all.slice(0, nodesMax) : concerned;
}

function rowOf(event: TraceEvent, faults: FailureStory["scenario"]["faults"]): StoryRow {
  const { atUs } = event;
  const here: Party = event.host < 0 ? "all" : event.host;
  if (event.type === "fault-injected") {
    const planned = faults[event.index];
    const words = planned === undefined ? say(event) : `fault ${event.index}: ${faultWords(planned)}`;
    return { atUs, kind: "fault", at: here, words };
  }
  if (event.type === "fault-ended") return { atUs, kind: "fault-end", at: here, words: say(event) };
  return { atUs, kind: "event", ...way(event, here), words: say(event) };
}

/** From whom to whom an event goes. */
function way(event: TraceEvent, here: Party): Pick<StoryRow, "at" | "to"> {
  const between = (from: Pnn, to: Pnn): Pick<StoryRow, "at" | "to"> =>
    from < 0 || to < 0 || from === to ? { at: here } : { at: from, to };
  switch (event.type) {
    case "lock-taken":
    case "recovery-lock-taken":
      return here === "all" ? { at: "lock" } : { at: here, to: "lock" };
    case "lock-freed":
    case "recovery-lock-freed":
    case "lock-refused":
      return here === "all" ? { at: "lock" } : { at: "lock", to: here };
    case "lock-object-changed":
    case "lease-ended-early":
      return { at: "lock" };
    case "control-accepted":
    case "control-refused":
      return between(event.from, event.host);
    case "banned":
      return between(event.by, event.host);
    case "credit-assigned":
      return between(event.host, event.culprit);
    default:
      return { at: here };
  }
}
