/** Where it stands which TCP connections clients have to public addresses (seed 002's outlook; facts/ip-nfs.md §2.2). */
export interface TickleStage {
  readonly sentence: string;
  /** They stand in a database of which every active node has a copy. */
  readonly isReplicated: boolean;
}

/** The designs, by the name that `--tickles` takes. */
export const tickleDesigns = {
  lists: {
    sentence: "every node has lists of its own, and tells the others of them at once, or when an interval is over",
    isReplicated: false,
  },
  replicated: {
    sentence: "whoever serves an address writes its list to a replicated database (what was thought of in 2016)",
    isReplicated: true,
  },
} as const satisfies Record<string, TickleStage>;

/** One such place. */
export type TickleDesign = keyof typeof tickleDesigns;
