import type { HealPlan } from "../../model/index.ts";
import { boot, mayLead, powerOff, startDaemon, type World } from "../world/index.ts";
import { command } from "./admin.ts";
import type { Injector } from "./injector.ts";

/** A daemon that was shutting down when everything was healed is started again this long after its fail-over. */
const LATE_START_US = 5_000_000;

/** Ends the hurting: undoes every fault, makes the core whole and powers everything else off. */
export function heal(world: World, injector: Injector, plan: HealPlan): void {
  injector.stop();
  const core = coreOf(world, plan);
  world.service.forgetDelays();
  for (const host of world.hosts) {
    host.controlFaults.length = 0;
    host.daemonWaits = false;
    world.files.mend(host.pnn, host.ctdbd !== null);
    if (core.includes(host.pnn)) boot(world, host);
    else powerOff(world, host);
  }
  for (const pnn of core) {
    const host = world.host(pnn);
    startDaemon(world, host);
    command(world, host, { command: "continue" });
    command(world, host, { command: "enable" });
    if (mayLead(world, pnn)) command(world, host, { command: "setleaderrole-on" });
    world.later(world.k.shutdownFailoverTimeoutUs + LATE_START_US, () => startDaemon(world, host));
  }
  world.emit(-1, { type: "healed", core });
}

/** Who is made whole: those named, or those of them that are still there. */
function coreOf(world: World, plan: HealPlan): readonly number[] {
  if (plan.restart !== false) return plan.core;
  const left = plan.core.filter((pnn) => world.host(pnn).ctdbd !== null);
  return left.length === 0 ? plan.core : left;
}
