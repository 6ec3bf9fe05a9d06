import { sometimes } from "../sometimes.ts";

/** Where more than so many hops make a key hot, as shipped, no call of a small cluster is sent on often enough. */
const FEW_HOPS = 2;

/** Nodes ask each other for the same record again and again: one keeps it for a moment. */
export const recordPinnedDown = sometimes({
  name: "record-pinned-down",
  sentence: "A hot record was pinned down where it had come.",
  needs: ["record-pinned"],
  applies: ({ databases = [], constants }) =>
    constants.hopcountMakeSticky <= FEW_HOPS && databases.some(({ sticky }) => sticky === true),
  seen: (event) => event.type === "record-pinned",
});
