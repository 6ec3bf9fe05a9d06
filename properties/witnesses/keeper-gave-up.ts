import { lockDesigns } from "../../model/index.ts";
import { lockTypes } from "../picture/index.ts";
import { sometimes } from "../sometimes.ts";

/** The end of a claim is what keeps a lease safe: it must have been needed. */
export const keeperGaveUp = sometimes({
  name: "keeper-gave-up",
  sentence: "The keeper of a lease ended while its lease still ran, without giving it back.",
  needs: ["process-exited", ...lockTypes],
  applies: ({ lock, inForce }) => lockDesigns[lock].keeping === "lease" && inForce.includes("claim-ends-before-ttl"),
  seen: (event, picture) =>
    event.type === "process-exited" &&
    event.cause === "exit" &&
    picture.lock.holds.some(({ host, pid }) => host === event.host && pid === event.pid),
});
