import { expect, test } from "vitest";
import { type Fault, modelFor, type Scenario, withOverrides } from "../../../model/index.ts";
import { Judge } from "../../../properties/index.ts";
import { drawScenario, simulate } from "../../../sim/index.ts";
import { planOf } from "../../session/plan.ts";
import { mutantsOf } from "./mutants.ts";

const s = 1_000_000;
const model = modelFor({ lock: "fcntl", dropped: [] });
const drawn = drawScenario("rare/1", { lock: "fcntl", nodes: 3, set: {}, dropped: [], faults: ["admin"] });

/** Three nodes to which this is done; node 2 boots last. */
function scenarioOf(faults: readonly Fault[]): Scenario {
  const heal = { atUs: 200 * s, core: [0, 1, 2] };
  return { ...drawn, faults, heal, durationUs: 300 * s, bootAtUs: [0, 0, 1_000] };
}

const told = (atS: number, command: "shutdown" | "ban" | "unban"): Fault => {
  const ban = command === "ban" ? { forUs: 60 * s } : {};
  return { kind: "admin", atUs: atS * s, host: 2, command, ...ban };
};
const slow = (atS: number, extraS: number): Fault => ({
  kind: "slow-script",
  atUs: atS * s,
  host: 2,
  forUs: 100 * s,
  extraUs: extraS * s,
});

/** What random runs are rarely in, and what is broken there. */
const situations = {
  "it shuts down while no leader hears it": [
    {
      kind: "partition",
      atUs: 60 * s,
      forUs: 60 * s,
      shape: "isolate",
      cut: [0, 1].flatMap((to) => [[2, to] as const, [to, 2] as const]),
    },
    told(63, "shutdown"),
  ],
  "it is told to shut down while it starts": [slow(0, 3), told(2, "shutdown")],
  "its init event takes too long": [slow(0, 40)],
} as const satisfies Readonly<Record<string, readonly Fault[]>>;

const kills: readonly (readonly [property: string, mutant: string, situation: keyof typeof situations])[] = [
  ["shutdown-ends-in-time", "shutdown action dropped armFailoverTimer", "it shuts down while no leader hears it"],
  ["shutdown-ends-in-time", "children action dropped failoverIsOver", "it shuts down while no leader hears it"],
  ["shutdown-ends-in-time", "* constant infinite shutdownFailoverTimeoutUs", "it shuts down while no leader hears it"],
  ["shutdown-leaves-nothing", "shutdown step dropped run-event", "it shuts down while no leader hears it"],
  ["run-states-in-order", "start-up guard never goingDown", "it is told to shut down while it starts"],
  ["start-up-goes-on", "start-up action dropped exit", "its init event takes too long"],
];

function broken(faults: readonly Fault[], id?: string): readonly string[] {
  const scenario = scenarioOf(faults);
  const mutant = mutantsOf(model).find((one) => one.id === id);
  const judge = new Judge(planOf(scenario, model).setting);
  const { endUs } = simulate(scenario, {
    model: mutant === undefined ? model : withOverrides(model, [mutant.override]),
    observe: (event) => judge.observe(event),
  });
  return judge.finish(endUs).findings.flatMap(({ name, verdict }) => (verdict === "violated" ? [name] : []));
}

test.each(Object.keys(situations) as (keyof typeof situations)[])("nothing is broken when %s", (situation) => {
  expect(broken(situations[situation])).toEqual([]);
});

test.each(kills)("%s minds: %s, when %s", (property, id, situation) => {
  expect(broken(situations[situation], id)).toContain(property);
});
