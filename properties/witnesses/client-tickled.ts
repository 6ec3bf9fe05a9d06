import { needsAddresses } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** What lists of connections are for. */
export const clientTickled = sometimes<null>({
  name: "client-tickled",
  sentence: "A client learnt from whoever had taken an address that its connection was gone.",
  needs: ["connection-reset"],
  applies: (setting) => needsAddresses(setting) === null && (setting.databases ?? []).length > 0,
  initial: () => null,
  seen: (event) => event.type === "connection-reset" && event.cause === "tickled",
});
