import { expect, it } from "vitest";
import { quietCluster, strikeLeader, watch } from "../quiet-cluster.ts";

it("x", () => {
  const run = watch(quietCluster({ ctdb: "4.3", durationUs: 60_000_000 }));
  for (const e of run.events) {
    if (["leadership-claimed","process-started","control-accepted","flags-changed"].includes(e.type)) continue;
    console.log((e.atUs/1e6).toFixed(3), e.host, JSON.stringify({...e, atUs: undefined, host: undefined}));
  }
  expect(1).toBe(1);
});
