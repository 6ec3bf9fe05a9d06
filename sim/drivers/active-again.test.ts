import { expect, it } from "vitest";
import type { Fault } from "../../model/index.ts";
import { quietCluster, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const databases = [{ name: "v1", kind: "volatile" } as const];

/** When recoveries begin from 60 s on, in seconds. */
function recoveries(faults: readonly Fault[], dropped: readonly string[] = []): readonly number[] {
  const { events } = watch(quietCluster({ durationUs: 120 * s, databases, faults, dropped }));
  const later = events.filter(({ type, atUs }) => type === "recovery-started" && atUs >= 60 * s);
  return later.map(({ atUs }) => Math.floor(atUs / s));
}

it.each(["continue", "unban", "enable"] as const)(
  "%s asks for no recovery where nothing is to be undone",
  (command) => {
    expect(recoveries([{ kind: "admin", host: 2, command, atUs: 60 * s }])).toEqual([]);
  },
);

it("a node that is stopped and continued within one recovery asks for another one", () => {
  const at = (event: "recovery-started" | "database-thawed") => ({ atUs: 60 * s, on: { event, delayUs: 2_000 } });
  const faults: readonly Fault[] = [
    { kind: "admin", host: 0, command: "recover", atUs: 60 * s },
    { kind: "admin", host: 2, command: "stop", ...at("recovery-started") },
    { kind: "admin", host: 2, command: "continue", ...at("database-thawed") },
  ];
  const repaired = recoveries(faults);
  expect(recoveries(faults, ["reconnected-peers-ask-for-recovery"]).length).toBeLessThan(repaired.length);
});
