/** What a clause found. Only "pass" and "fail" say something about the program under test. */
export type Verdict = "pass" | "fail" | "not applicable" | "not established";

/** The answer of one clause. */
export interface Finding {
  readonly verdict: Verdict;
  /** One sentence: what was seen, or why nothing could be said. */
  readonly because: string;
  /** Times that were measured, in milliseconds, by what they are ("take", "release after SIGTERM"). */
  readonly measuredMs: Readonly<Record<string, number>>;
}

/** The claim was seen to hold. */
export function pass(because: string, measuredMs: Finding["measuredMs"] = {}): Finding {
  return { verdict: "pass", because, measuredMs };
}

/** The claim was seen to be broken. */
export function fail(because: string, measuredMs: Finding["measuredMs"] = {}): Finding {
  return { verdict: "fail", because, measuredMs };
}

/** The claim says nothing about such a program. */
export function notApplicable(because: string): Finding {
  return { verdict: "not applicable", because, measuredMs: {} };
}

/** Nothing can be said: what the check stands on did not come about. */
export function notEstablished(because: string): Finding {
  return { verdict: "not established", because, measuredMs: {} };
}
