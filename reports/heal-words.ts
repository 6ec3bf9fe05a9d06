/** What a scenario without a heal leaves open: other liveness, such as that no deadlock stands, is judged all the same. */
export const NEVER_HEALED = "never: what is claimed for the time after a heal is not judged";
