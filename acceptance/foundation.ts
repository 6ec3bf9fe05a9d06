import { dear, type Line, type Size } from "./line.ts";
import {
  badInput,
  campaign,
  clusterSpeed,
  coldStart,
  find,
  freshClone,
  kernelSpeed,
  sameBytes,
  stepSpeed,
} from "./steps/index.ts";

const RUNS = 2000;
const FIND_WITHIN = 500;

/** Something that must be found by random runs; without databases, whose recoveries would cure some of these. */
const found = (name: string, property: string, ...options: readonly string[]): Line => ({
  name: `found: ${name}`,
  run: () => find({ options: [...options, "--databases", "0"], property, seed: "find", runsMax: FIND_WITHIN }),
});

/** Issue "Foundation": what must be true before it counts as done. */
export const lines: readonly Line[] = [
  { name: "the README's two commands work on a fresh clone", run: freshClone },
  { name: "seed 42: the same bytes twice, from sources and from the build", run: () => sameBytes("42") },
  ...["a", "b"].flatMap((seed) =>
    ["fcntl", "none"].map((lock) => ({
      name: `no violation, every witness seen: seed ${seed}, lock ${lock}`,
      run: (size: Size) => campaign(["--seed", seed, "--lock", lock], RUNS, size),
    })),
  ),
  found("two holders when the lock file is replaced", "one-lock-holder", "--drop-assumption", "lock-object-stays"),
  found(
    "F2, an election that never follows",
    "leader-after-heal",
    "--lock",
    "none",
    "--drop-assumption",
    "election-follows-unknown",
  ),
  dear(
    found(
      "F3, addresses that are never dropped",
      "addresses-dropped-in-time",
      "--drop-assumption",
      "lock-storage-answers",
      "--drop-assumption",
      "drop-timer-survives-failed-recovery",
    ),
  ),
  found(
    "F4, the death of a helper that nobody sees",
    "acts-only-with-lock",
    "--drop-assumption",
    "lock-storage-answers",
  ),
  found(
    "F5, a zombie that counts as a living parent",
    "lock-free-after-leave",
    "--drop-assumption",
    "dead-parents-are-reaped",
  ),
  found("F10, a ban without a cause", "every-ban-has-a-cause", "--drop-assumption", "own-broadcast-checked"),
  found("an orphaned helper keeps the lock", "no-orphan-helper", "--defect", "helper-ignores-parent"),
  found(
    "two leaders under a partition",
    "one-leader-without-lock",
    "--lock",
    "none",
    "--drop-assumption",
    "no-partition",
  ),
  found("one last recovery after a stop (ZOO-E06)", "inactive-runs-no-recovery", "--defect", "zoo-e06"),
  dear({ name: "speed of the kernel: 0.8 of C++ at 64 and 1,024 pending", run: kernelSpeed(0.8) }),
  { name: "speed of chart steps: 50 x XState, 0.3 of a switch", run: stepSpeed(50, 0.3) },
  { name: "speed of a whole 3-node cluster: 1 M events per CPU-s", run: clusterSpeed(1_000_000) },
  { name: "the command is quick to start", run: coldStart },
  { name: "bad input gets one clear error", run: badInput },
];
