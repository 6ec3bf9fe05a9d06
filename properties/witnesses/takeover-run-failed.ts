import { needsAddresses } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** A run stops where it fails: what has moved stays where it is, until the next. */
export const takeoverRunFailed = sometimes({
  name: "takeover-run-failed",
  sentence: "A takeover run failed.",
  needs: ["takeover-ended"],
  applies: (setting) => needsAddresses(setting) === null,
  seen: (event) => event.type === "takeover-ended" && !event.ok,
});
