/** The contracts that a program can be held against. */
export const profileNames = ["mutex-helper", "plugin", "nfs-callout", "statd-callout", "natgw", "lvs"] as const;

/** One of {@link profileNames}. */
export type ProfileName = (typeof profileNames)[number];
