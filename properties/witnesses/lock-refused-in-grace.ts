import { needsNfs } from "../nfs/index.ts";
import { sometimes } from "../sometimes.ts";
import { hasGrace } from "./has-grace.ts";

/** What a grace costs. */
export const lockRefusedInGrace = sometimes({
  name: "lock-refused-in-grace",
  sentence: "A client that wanted a lock was refused because the server was in grace.",
  needs: ["file-lock-refused"],
  applies: (setting) => needsNfs(setting) === null && hasGrace(setting),
  seen: (event) => event.type === "file-lock-refused" && event.why === "grace",
});
