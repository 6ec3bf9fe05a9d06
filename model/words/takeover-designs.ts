/** Who makes the takeover runs of a leader (seed 002's outlook; facts/ip-nfs.md §1.2, §1.3). */
export interface TakeoverStage {
  readonly sentence: string;
  /** A process of its own makes a run; else the recovery daemon does so itself. */
  readonly ownProcess: boolean;
  /** The recovery daemon's main loop waits until the run is over. */
  readonly isWaitedFor: boolean;
}

/** The designs, by the name that `--takeover` takes. */
export const takeoverDesigns = {
  helper: {
    sentence: "a helper makes a run, and the main loop of the recovery daemon waits for it (since 4.6)",
    ownProcess: true,
    isWaitedFor: true,
  },
  inline: {
    sentence:
      "the recovery daemon makes it itself, and serves nothing while it works out who shall have what (up to 4.5)",
    ownProcess: false,
    isWaitedFor: true,
  },
  daemon: {
    sentence:
      "whoever makes it stands beside the recovery daemon, whose main loop goes on (what was thought of in 2016)",
    ownProcess: true,
    isWaitedFor: false,
  },
} as const satisfies Record<string, TakeoverStage>;

/** One way to make takeover runs. */
export type TakeoverDesign = keyof typeof takeoverDesigns;
