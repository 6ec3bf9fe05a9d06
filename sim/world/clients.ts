import type { AnyEvent, CtdbdData, Job, SambaClientData } from "../../model/index.ts";
import { type Host, isAlive, type Process } from "./process.ts";
import { spawn } from "./processes.ts";
import type { World } from "./world.ts";

/** Has every job given to its client when its time comes. */
export function planJobs(world: World): void {
  for (const job of world.scenario.jobs ?? []) world.later(job.atUs, () => give(world, job));
}

/** Clients come where addresses are: at a node that hosts none a job is not begun. */
function give(world: World, job: Job): void {
  const host = world.host(job.node);
  const daemon = host.ctdbd;
  if (!host.up || daemon === null || !(daemon.data as CtdbdData).addresses) return;
  const client = clientOf(host, job.client) ?? spawn(world, host, "samba-client", null, 0, { client: job.client });
  world.post(client, { type: "JOB", work: job.work } as AnyEvent, 0);
}

function clientOf(host: Host, number: number): Process | undefined {
  for (const process of host.processes.values()) {
    if (process.program !== "samba-client" || !isAlive(process)) continue;
    if ((process.data as SambaClientData).client === number && process.daemon === host.ctdbd) return process;
  }
  return undefined;
}
