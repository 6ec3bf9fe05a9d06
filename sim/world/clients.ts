import {
  type AnyEvent,
  type CtdbdData,
  FLAG,
  hasOwnFlag,
  INACTIVE,
  type Job,
  type SambaClientData,
} from "../../model/index.ts";
import { type Host, isAlive, type Process } from "./process.ts";
import { spawn } from "./processes.ts";
import type { World } from "./world.ts";

/** Has every job given to its client when its time comes. */
export function planJobs(world: World): void {
  for (const job of world.scenario.jobs ?? []) world.later(job.atUs, () => give(world, job));
}

/**
 * Clients come where addresses are: at a node that serves none a job is not begun. Where nobody has public addresses
 * they come to any node that could host one.
 */
function give(world: World, job: Job): void {
  const host = world.host(job.node);
  const daemon = host.ctdbd;
  if (!host.up || daemon === null) return;
  const client = clientOf(host, job.client) ?? come(world, host, daemon.data as CtdbdData, job.client);
  if (client === undefined || !world.connections.works((client.data as SambaClientData).connection)) return;
  world.post(client, { type: "JOB", work: job.work } as AnyEvent, 0);
}

/** A client comes, if there is a way. */
function come(world: World, host: Host, d: CtdbdData, client: number): Process | undefined {
  const address = wayTo(world, host, d, client);
  if (address === undefined) return undefined;
  const connection = address === "" ? 0 : world.connections.connect(host, "smb", address, client);
  return spawn(world, host, "samba-client", null, 0, { client, address, connection });
}

/** The public address that a client comes by; "": by none; undefined: it does not come. */
function wayTo({ scenario, connections }: World, host: Host, d: CtdbdData, client: number): string | undefined {
  if (scenario.publicAddresses === undefined || scenario.publicAddresses.length === 0)
    return isServing(d) ? "" : undefined;
  const served = Object.values(d.publicAddresses).filter(
    ({ placedOn, updateInFlight }) => placedOn !== "" && !updateInFlight,
  );
  const address = served[client % served.length]?.address.text;
  return address !== undefined && connections.hostOf(address) === host ? address : undefined;
}

function isServing(d: CtdbdData): boolean {
  return d.runState === "running" && d.recoveryMode === "normal" && !hasOwnFlag(d, INACTIVE | FLAG.disabled);
}

function clientOf(host: Host, number: number): Process | undefined {
  for (const process of host.processes.values()) {
    if (process.program !== "samba-client" || !isAlive(process)) continue;
    if ((process.data as SambaClientData).client === number && process.daemon === host.ctdbd) return process;
  }
  return undefined;
}
