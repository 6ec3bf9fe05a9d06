import { expect, test } from "vitest";
import { fateOf } from "./fate.ts";
import type { Ground } from "./ground.ts";
import { mutantsOf } from "./mutants.ts";
import { type SoundRuns, soundRuns } from "./sound-runs.ts";

/** Claims about servers that answer nobody, or too early, and a mutant that breaks each in one of a few runs. */
const kills = [
  ["fs-hold-coordinated", "askers-are-answered", "nfs-server guard always startsAnew"],
  ["fs-hold-coordinated", "askers-are-answered", "nfs-server-process guard always isRecovering"],
  ["fs-hold-coordinated", "askers-are-answered", "nfs-server-process guard always isWrongAddress"],
  ["fs-hold-coordinated", "free-locks-are-granted", "nfs-server-process guard always isRefused"],
  ["clustered-epochs", "members-come-up", "grace-member guard never allEnforce"],
  ["clustered-epochs", "shared-grace-waits-for-all", "grace-member step dropped wait-all"],
] as const;

const known = new Map<string, SoundRuns>();

/** A few runs, made once for each design. */
function runsOn(ground: Ground): SoundRuns {
  const sound = known.get(`${ground.grace}`) ?? soundRuns(ground, "mutant", 3);
  known.set(`${ground.grace}`, sound);
  return sound;
}

test.each(kills)("with %s %s minds: %s", (grace, property, id) => {
  const ground: Ground = { lock: "fcntl", grace };
  const sound = runsOn(ground);
  const mutant = mutantsOf(sound.model).find((one) => one.id === id);
  if (mutant === undefined) throw new Error(`No mutant ${id}`);
  expect(fateOf(mutant, ground, sound)).toMatchObject({ fate: "killed", by: property, how: "violated" });
});
