/** A time that decides whether the window before a reclaim can be empty. */
export type TermName =
  | "release"
  | "hold"
  | "detection"
  | "leader"
  | "lock"
  | "loop"
  | "recovery"
  | "events"
  | "questions"
  | "barrier"
  | "spread"
  | "restart-grace"
  | "kept-grace"
  | "v4-grace"
  | "shared-grace"
  | "notice"
  | "lease"
  | "reclaim"
  | "queue";

/** How long one of them lasts, at least and at most, microseconds; infinite: without end. */
export interface WindowTerm {
  readonly name: TermName;
  readonly sentence: string;
  readonly leastUs: number;
  readonly mostUs: number;
  /** Where the length, or its default, is written. */
  readonly source: string;
}

/** All of them. */
export type WindowTerms = Readonly<Record<TermName, WindowTerm>>;
