import { type CtdbdData, lockState, type RecoverdData } from "../../model/index.ts";
import type { Process } from "./process.ts";
import type { World } from "./world.ts";

/** What an observer last saw of a recovery daemon. */
interface RecoverdSeen {
  leader?: number;
  lock?: string;
}

/** What an observer last saw of a main daemon. */
interface CtdbdSeen {
  runState?: string;
  flags?: number;
  mode?: string;
  generation?: number;
}

/** Says what has visibly changed about a process since it was looked at last. */
export function observe(world: World, process: Process): void {
  if (process.program === "recoverd") observeRecoverd(world, process);
  else if (process.program === "ctdbd") observeCtdbd(world, process);
}

function observeRecoverd(world: World, process: Process): void {
  const d = process.data as RecoverdData;
  const seen = process.seen as RecoverdSeen;
  const lock = lockState(d);
  const { pnn } = process.host;
  // The lock first: a daemon that takes it and then leads is never seen to lead without it.
  if (seen.lock !== lock) {
    seen.lock = lock;
    world.emit(pnn, { type: "lock-believed", lock });
  }
  if (seen.leader !== d.leader) {
    seen.leader = d.leader;
    world.emit(pnn, { type: "leader-believed", leader: d.leader });
  }
}

function observeCtdbd(world: World, process: Process): void {
  const d = process.data as CtdbdData;
  const seen = process.seen as CtdbdSeen;
  const flags = d.flagsOf[d.pnn] ?? 0;
  if (seen.runState !== d.runState) {
    seen.runState = d.runState;
    world.emit(d.pnn, { type: "runstate-changed", runState: d.runState });
  }
  if (seen.flags !== flags) {
    seen.flags = flags;
    world.emit(d.pnn, { type: "flags-changed", flags });
  }
  if (seen.mode !== d.recoveryMode) {
    seen.mode = d.recoveryMode;
    world.emit(d.pnn, { type: "recovery-mode-changed", mode: d.recoveryMode });
  }
  if (seen.generation !== d.generation) {
    seen.generation = d.generation;
    world.emit(d.pnn, { type: "generation-changed", generation: d.generation });
  }
}
