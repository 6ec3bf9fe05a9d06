/** Where it stands which node serves which public address (seed 002's outlook; facts/ip-nfs.md §1.1, §1.3). */
export interface ServedStage {
  readonly sentence: string;
  /** It stands in a database of which every active node has a copy. */
  readonly isReplicated: boolean;
}

/** The designs, by the name that `--served` takes. */
export const servedDesigns = {
  lists: {
    sentence: "every node believes something for itself, and learns from each release who shall have the address",
    isReplicated: false,
  },
  replicated: {
    sentence: "a takeover run writes it to a replicated database before anything moves (what was thought of in 2016)",
    isReplicated: true,
  },
} as const satisfies Record<string, ServedStage>;

/** One such place. */
export type ServedDesign = keyof typeof servedDesigns;
