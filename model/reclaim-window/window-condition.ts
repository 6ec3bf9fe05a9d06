import type { GraceDesign } from "../words/index.ts";
import { type Inequality, type Judged, type Judgement, judge } from "./inequality.ts";
import type { WindowTerms } from "./window-term.ts";

/** The parts that a window has (facts/ip-nfs.md §6.1). */
export type WindowName = "W1" | "W2" | "W3" | "W4" | "W5";

/** Each part in a line. */
export const windowSentences: Readonly<Record<WindowName, string>> = {
  W1: "from the loss of a lock until every server refuses new ones",
  W2: "from the first server that is out of grace until the last client has reclaimed",
  W3: "smbd and local processes, whom the grace of NFS servers does not bind",
  W4: "clients of healthy nodes, whose lock managers are restarted all the same",
  W5: "clients of NLM that nobody tells to reclaim: they believe to have a lock that is free",
};

/** The run that would show it: what happens to a small cluster, and what to look for. */
export interface WitnessCell {
  readonly failure: "crash" | "graceful";
  readonly client: "prompt" | "slow";
  readonly smb: boolean;
  /** How clients lock. */
  readonly clients: "nlm" | "v4";
  /** Does the client lock its file right before the failure? */
  readonly late: boolean;
  readonly shows: "taken" | "healthy" | "untold";
}

/** What would make a part empty. */
export interface Remedy {
  readonly sentence: string;
  /** What must hold then all the same; absent: nothing. */
  readonly inequality?: Judged;
}

/** One of the parts a window has, and why it is empty, or may not be. */
export interface WindowCondition {
  readonly window: WindowName;
  readonly title: string;
  readonly judgement: Judgement;
  /** The inequality; null: the order of things alone decides. */
  readonly inequality: Judged | null;
  readonly why: string;
  /** Absent where it holds. */
  readonly remedy?: Remedy;
  /** Absent where it holds. */
  readonly witness?: WitnessCell;
}

/** What is said of a part, whether it is empty or not. */
export interface Said {
  readonly window: WindowName;
  readonly title: string;
  /** Why it is empty. */
  readonly holds: string;
  /** Why it need not be. */
  readonly opens: string;
  readonly remedy: Remedy;
  readonly cell: Partial<WitnessCell>;
}

const calm: WitnessCell = {
  failure: "graceful",
  client: "prompt",
  smb: false,
  clients: "nlm",
  late: false,
  shows: "taken",
};

/** A part that is empty whatever the times are. */
export function empty(window: WindowName, title: string, why: string): WindowCondition {
  return { window, title, judgement: "holds", inequality: null, why };
}

/** A part that is open, or may be, by the order of things. */
export function open(
  { window, title, opens, remedy, cell }: Omit<Said, "holds">,
  judgement: Exclude<Judgement, "holds"> = "fails",
): WindowCondition {
  return { window, title, judgement, inequality: null, why: opens, remedy, witness: { ...calm, ...cell } };
}

/** A part that times decide. */
export function compared(terms: WindowTerms, inequality: Inequality, said: Said): WindowCondition {
  const judged = judge(terms, inequality);
  const { judgement } = judged;
  if (judgement === "holds") return { ...empty(said.window, said.title, said.holds), inequality: judged };
  return { ...open(said, judgement), inequality: judged };
}

/** Does the file system keep locks for the next lock manager of their address? */
export const isByManager = ({ fileSystem }: GraceDesign): boolean => fileSystem === "by-manager";

/** Has each address a file system that one node mounts at a time? Its locks go with the mount, and nobody has them elsewhere. */
export const isMounted = ({ fileSystem }: GraceDesign): boolean => fileSystem === "one-at-a-time";

/** Does every server enter grace, with all that it serves? */
export const isEverywhere = ({ who, scope }: GraceDesign): boolean => who === "all" && scope === "server";
