import type { DrillAct } from "../../model/index.ts";
import { continueProcess, isAlive, type Process, sendSignal, stopProcess } from "../world/index.ts";
import type { Stage } from "./stage.ts";

/** The machine of the helper. */
const HERE = 0;
/** The machine of those who compete with it. */
const THERE = 1;

/** How each act is done on the stage. */
const deeds: Readonly<Record<DrillAct, (stage: Stage) => void>> = {
  forbid: ({ world }) => world.storage.setDirectoryGone(true),
  occupy: (stage) => {
    stage.occupant = stage.startHelper(THERE, stage.bystander(THERE));
    stage.awaitOther();
  },
  start: (stage) => {
    stage.parent = stage.bystander(HERE);
    start(stage, stage.parent);
  },
  "start-orphaned": (stage) => start(stage, null),
  terminate: (stage) => signal(stage, stage.subject, "TERM"),
  kill: (stage) => signal(stage, stage.subject, "KILL"),
  stop: ({ world, subject }) => {
    if (subject !== null) stopProcess(world, subject);
  },
  continue: ({ world, runtime, subject }) => {
    if (subject !== null) continueProcess(world, runtime, subject);
  },
  "kill-parent": (stage) => signal(stage, stage.parent, "KILL"),
  "neglect-parent": (stage) => {
    stage.world.host(HERE).reaps = !stage.fooledByZombies;
    signal(stage, stage.parent, "KILL");
  },
  // It stands still all the time.
  "stop-parent": () => undefined,
  "terminate-children": (stage) => {
    const { subject, world } = stage;
    const children = [...world.host(HERE).processes.values()].filter(({ parent }) => parent === subject?.pid);
    for (const child of children) signal(stage, child, "TERM");
  },
  remove: ({ world }) => world.storage.removeFile(),
  replace: ({ world }) => world.storage.replaceFile(),
  revoke: ({ world }) => world.service.endEarly(),
  cut: ({ world }) => world.service.setDown(true),
  stall: ({ world }) => world.service.setCut(HERE, true),
  restore: ({ world }) => {
    world.service.setDown(false);
    world.service.setCut(HERE, false);
  },
  "end-occupant": (stage) => signal(stage, stage.occupant, "TERM"),
  "kill-occupant": (stage) => signal(stage, stage.occupant, "KILL"),
  challenge: (stage) => {
    stage.startHelper(THERE, stage.bystander(THERE));
    stage.awaitOther();
  },
};

/** Does it, and begins the episode that follows. */
export function perform(stage: Stage, act: DrillAct): void {
  stage.episodes.push({ act, sinceUs: stage.world.kernel.nowUs, bytes: "" });
  deeds[act](stage);
}

function start(stage: Stage, parent: Process | null): void {
  stage.startedUs = stage.world.kernel.nowUs;
  stage.subject = stage.startHelper(HERE, parent);
}

function signal({ world }: Stage, process: Process | null, name: "TERM" | "KILL"): void {
  if (process !== null && isAlive(process)) sendSignal(world, process, name);
}
