/** What the command answers its caller: stable numbers, one meaning each. */
export const EXIT = {
  holds: 0,
  /** A safety property is violated. */
  safety: 1,
  /** Something could not be judged, or a campaign never saw a witness it must see. */
  inconclusive: 2,
  /** A liveness property is violated: livelock, deadlock. */
  liveness: 3,
  /** A replay left its tape, or a second run differed from the first. */
  diverged: 4,
  usage: 64,
  bug: 70,
  /** By Ctrl-C or SIGTERM: the summary so far was printed. */
  interrupted: 130,
} as const;

/** One of the codes of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const gravest: readonly ExitCode[] = [
  EXIT.usage,
  EXIT.interrupted,
  EXIT.bug,
  EXIT.diverged,
  EXIT.safety,
  EXIT.liveness,
  EXIT.inconclusive,
  EXIT.holds,
];

/** The one code for several properties or several runs: 70 before 4, 1, 3, 2, 0. */
export function worstExit(codes: Iterable<ExitCode>): ExitCode {
  const seen = new Set(codes);
  return gravest.find((code) => seen.has(code)) ?? EXIT.holds;
}

/** A word for each code, as the text report says it. */
export const exitWords: Readonly<Record<ExitCode, string>> = {
  0: "holds",
  1: "violated (safety)",
  2: "unknown (inconclusive)",
  3: "violated (liveness)",
  4: "diverged",
  64: "wrong usage",
  70: "a bug of cluster-sim",
  130: "interrupted",
};
