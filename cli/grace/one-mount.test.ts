import { expect, test } from "vitest";
import { type GraceName, modelFor, type TraceEvent } from "../../model/index.ts";
import { graceScenario, simulate } from "../../sim/index.ts";

/** Why a local process, on the node that is to take the address, is refused the lock first. */
function firstRefusal(grace: GraceName, seed: string): string | undefined {
  const scenario = graceScenario(seed, { grace, failure: "graceful", client: "prompt", smb: true, set: {} });
  const beside = scenario.nfs?.users.findIndex(({ way }) => "node" in way);
  const events: TraceEvent[] = [];
  simulate(scenario, { model: modelFor(scenario), observe: (event) => events.push(event) });
  const refused = events.flatMap((event) =>
    event.type === "file-lock-refused" && event.client === beside ? [event.why] : [],
  );
  return refused[0];
}

test.each(["1", "2", "3"])("nobody is said to have a lock where its file system is not mounted (seed %s)", (seed) => {
  expect(firstRefusal("one-mount", seed)).toBe("later");
  expect(firstRefusal("lock-managers", seed)).toBe("denied");
});
