/** Who reloads a node's public addresses when its file has changed (facts/ip-nfs.md §8; seed 002's outlook). */
export interface ReloadStage {
  readonly sentence: string;
  /** A process of its own, which whoever asks starts and which keeps its own time. */
  readonly ownProcess: boolean;
}

/** The designs, by the name that `--reload` takes. */
export const reloadDesigns = {
  child: {
    sentence: "a child that the main daemon forks, watches and kills when its time is over (CTDB)",
    ownProcess: false,
  },
  helper: {
    sentence: "a helper that whoever asks starts, and that keeps its own time (what was thought of in 2016)",
    ownProcess: true,
  },
} as const satisfies Record<string, ReloadStage>;

/** One of them. */
export type ReloadDesign = keyof typeof reloadDesigns;
