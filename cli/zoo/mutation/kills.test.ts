import { beforeAll, describe, expect, test } from "vitest";
import { fateOf } from "./fate.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";
import { type SoundRuns, soundRuns } from "./sound-runs.ts";

/** Claims about what a node does by itself, and a mutant that breaks them before anything else in these runs. */
const kills = [
  ["run-states-in-order", "start-up guard never notSettled"],
  ["start-up-goes-on", "start-up guard never scriptOver"],
  ["daemons-exit-for-a-reason", "start-up guard always scriptNotDone"],
  ["recovery-daemon-is-kept", "children action dropped probeRecoverd"],
  ["commands-are-obeyed", "children action dropped beginShutdown"],
  ["ban-ends-in-time", "activity action dropped clearBanned"],
  ["inactive-is-out", "activity action dropped forgetGeneration"],
  ["shutdown-ends-in-time", "shutdown guard never scriptOver"],
  ["shutdown-leaves-nothing", "shutdown action dropped terminateRecoverd"],
  ["addresses-move-before-shutdown", "shutdown guard always failedOver"],
  ["connected-in-calm-time", "connections guard never nowConnected"],
  ["peer-reports-alternate", "connections guard always wasConnected"],
  ["no-peer-lost-in-calm-time", "connections action dropped greet"],
  ["flags-settle", "controls action dropped modifyFlags"],
] as const;

const ground = { lock: "fcntl" } as const;

describe("each claim about what a node does by itself", () => {
  let sound: SoundRuns;
  let mutants: ReadonlyMap<string, Mutant>;

  beforeAll(() => {
    sound = soundRuns(ground, "mutant", 26);
    mutants = new Map(mutantsOf(sound.model).map((mutant) => [mutant.id, mutant]));
  });

  test.each(kills)("%s minds: %s", (property, id) => {
    const mutant = mutants.get(id);
    if (mutant === undefined) throw new Error(`No mutant ${id}`);
    expect(fateOf(mutant, ground, sound)).toMatchObject({ fate: "killed", by: property, how: "violated" });
  });

  test("a mutant that nobody asks otherwise survives", () => {
    const mutant = mutants.get("start-up action dropped enterInit");
    if (mutant === undefined) throw new Error("No such mutant");
    expect(fateOf(mutant, ground, sound)).toMatchObject({ fate: "same", differing: 0 });
  });
});
