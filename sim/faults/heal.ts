import type { HealPlan } from "../../model/index.ts";
import { boot, powerOff, startDaemon, type World } from "../world/index.ts";
import { command } from "./admin.ts";
import type { Injector } from "./injector.ts";

/** A daemon that was shutting down when everything was healed is started again after this. */
const LATE_START_US = 5_000_000;

/** Ends the hurting: undoes every fault, makes the core whole and powers everything else off. */
export function heal(world: World, injector: Injector, plan: HealPlan): void {
  injector.stop();
  for (const host of world.hosts) {
    host.controlFaults.length = 0;
    if (plan.core.includes(host.pnn)) boot(world, host);
    else powerOff(world, host);
  }
  for (const pnn of plan.core) {
    const host = world.host(pnn);
    startDaemon(world, host);
    command(world, host, "continue");
    command(world, host, "enable");
    command(world, host, "setleaderrole-on");
    world.later(LATE_START_US, () => startDaemon(world, host));
  }
  world.emit(-1, { type: "healed", core: plan.core });
}
