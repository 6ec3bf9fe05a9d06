import { lockDesigns, UNKNOWN } from "../../model/index.ts";
import { lockTypes } from "../picture/index.ts";
import { sometimes } from "../sometimes.ts";

/** A lease is hard to keep while its service is away. */
export const serviceFailedTheHolder = sometimes({
  name: "service-failed-the-holder",
  sentence: "The lock service was out of reach of, or slow for, the host that held the lock.",
  needs: ["service-changed", ...lockTypes],
  applies: ({ lock }) => lockDesigns[lock].keeping === "lease",
  seen: (event, picture) =>
    event.type === "service-changed" &&
    event.state !== "ok" &&
    picture.lock.holds.some(({ host }) => event.host === UNKNOWN || host === event.host),
});
