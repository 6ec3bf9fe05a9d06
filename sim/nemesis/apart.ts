import type { Constants, Fault } from "../../model/index.ts";
import { seeded } from "../choices/index.ts";
import { drawCaptureFaults } from "./capture-faults.ts";
import { drawDatabaseMoments } from "./database-moments.ts";
import { drawEventFaults } from "./event-faults.ts";
import { drawFailingMoves } from "./failing-moves.ts";
import type { FaultSetting } from "./fault-draws.ts";
import { drawLateRecords } from "./late-records.ts";
import { drawRareMoments } from "./rare-moments.ts";
import type { Timeline } from "./timeline.ts";

/** What a run is drawn from, as far as it is about what strikes apart from the swarm. */
export interface ApartSetting extends FaultSetting {
  readonly seed: string;
  readonly timeline: Timeline;
  readonly constants: Constants;
  readonly hasDatabases: boolean;
}

/** What goes wrong beside the swarm: each from a stream of its own, so that all else goes wrong as without it. */
export function drawApart({ seed, timeline, constants, hasDatabases, ...setting }: ApartSetting): readonly Fault[] {
  return [
    ...drawEventFaults(seeded(`${seed}/events`), setting, timeline),
    ...drawCaptureFaults(seeded(`${seed}/captures`), setting, timeline),
    ...drawFailingMoves(seeded(`${seed}/failing-moves`), setting.nodes, timeline),
    ...drawRareMoments(seeded(`${seed}/rare-moments`), setting, timeline, constants),
    ...(hasDatabases ? drawDatabaseMoments(seeded(`${seed}/database-moments`), setting, timeline, constants) : []),
    ...(hasDatabases ? drawLateRecords(seeded(`${seed}/late-records`), setting, timeline) : []),
  ];
}
