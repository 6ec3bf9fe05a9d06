import { exportsOf, type ObservationOf, type ObservationType, type Pnn, type TraceEvent } from "../../model/index.ts";
import type { Setting } from "../property.ts";
import { wayOf } from "./way-of-user.ts";
import { WayToHosts, wayTypes } from "./way-to-hosts.ts";

/** Without these nothing is claimed. */
export const claimNeeds = [
  ...wayTypes,
  "file-lock-dropped",
  "file-lock-kept",
  "file-lock-believed",
  "file-lock-reclaimed",
  "file-lock-given-up",
] as const satisfies readonly ObservationType[];

/** What the claims of clients are folded from. */
export const claimTypes = [...claimNeeds, "file-system-unmounted"] as const satisfies readonly ObservationType[];

/** Somebody else came to believe that he holds what a client believes to hold. */
export interface Intrusion {
  readonly by: number;
  readonly atUs: number;
  /** The holder's server was there all the time, and had not moved. */
  readonly isHealthy: boolean;
  /** When the other one had given it up again; -1: he has not. */
  endUs: number;
}

/** What one client believes. */
export interface Claim {
  readonly client: number;
  readonly file: string;
  /** Through which node it holds the lock. */
  node: Pnn;
  readonly sinceUs: number;
  version: number;
  /** The file system has dropped it because its node was gone, or let go of its address. */
  hasMoved: boolean;
  intrusion: Intrusion | null;
}

/** What has come of an observation: a conflict that began, or one that its victim does not know of. */
export type ClaimNews =
  | { readonly kind: "conflict"; readonly victim: Claim; readonly intrusion: Intrusion }
  | { readonly kind: "silent"; readonly victim: Claim; readonly intrusion: Intrusion };

/**
 * Who believes to hold which file's lock. A belief ends by the client's own unlock or by a refused reclaim, which it
 * sees: what a server's table says counts for nothing (facts/ip-nfs.md §6.2).
 */
export class Claims {
  readonly way = new WayToHosts();
  private readonly files = new Map<string, Map<number, Claim>>();
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): ClaimNews | null {
    if (event.type === "file-lock-believed") return this.believe(event, event.atUs);
    if (event.type === "file-lock-reclaimed") return this.reclaim(event);
    if (event.type === "file-lock-given-up") this.giveUp(event.file, event.client, event.atUs);
    else if (event.type === "file-system-unmounted") this.endBeside(event.host, event.atUs, event.address);
    else if (event.type === "file-lock-kept") this.move(event.file, event.client);
    else if (event.type === "file-lock-dropped" && event.cause !== "restart") {
      // Its client was not heard of for a lease, which is how long it may count on its lock.
      if (event.cause === "expired") this.giveUp(event.file, event.client, event.atUs);
      this.move(event.file, event.client);
    } else this.way.observe(event);
    if (event.type === "host-crashed") this.endBeside(event.host, event.atUs);
    return null;
  }

  /** What a client believes of a file; undefined: nothing. */
  of(file: string, client: number): Claim | undefined {
    return this.files.get(file)?.get(client);
  }

  private believe(
    { file, client, node, version }: ObservationOf<"file-lock-believed">,
    atUs: number,
  ): ClaimNews | null {
    const others = this.files.get(file) ?? new Map<number, Claim>();
    this.files.set(file, others);
    let news: ClaimNews | null = null;
    for (const victim of others.values()) {
      const intrusion: Intrusion = { by: client, atUs, isHealthy: this.isHealthy(victim, atUs), endUs: -1 };
      victim.intrusion ??= intrusion;
      news ??= { kind: "conflict", victim, intrusion };
    }
    others.set(client, { client, file, node, sinceUs: atUs, version, hasMoved: false, intrusion: null });
    return news;
  }

  private reclaim({ file, client, node, version }: ObservationOf<"file-lock-reclaimed">): ClaimNews | null {
    const victim = this.of(file, client);
    if (victim === undefined) return null;
    // The story is of the lock as it was had when it went.
    const before = { ...victim };
    victim.node = node;
    victim.version = version;
    victim.hasMoved = false;
    victim.intrusion = null;
    const { intrusion } = before;
    return intrusion === null || intrusion.endUs < 0 ? null : { kind: "silent", victim: before, intrusion };
  }

  private move(file: string, client: number): void {
    const claim = this.of(file, client);
    if (claim !== undefined) claim.hasMoved = true;
  }

  /** smbd, or a local process, ends with its node, or with the mount that it uses, and believes nothing any more. */
  private endBeside(host: Pnn, atUs: number, mount?: string): void {
    const { nfs } = this.setting;
    if (nfs === undefined) return;
    const exports = mount === undefined ? {} : exportsOf(nfs);
    for (const [client, { way, file }] of nfs.users.entries())
      if ("node" in way && way.node === host && exports[file] === mount) this.giveUp(file, client, atUs);
  }

  private giveUp(file: string, client: number, atUs: number): void {
    const others = this.files.get(file);
    others?.delete(client);
    for (const { intrusion } of others?.values() ?? [])
      if (intrusion?.by === client && intrusion.endUs < 0) intrusion.endUs = atUs;
  }

  /** Is the server by which it holds the lock there, under the address that the client knows? */
  private isHealthy({ client, node, hasMoved }: Claim, atUs: number): boolean {
    if (hasMoved) return false;
    const user = this.setting.nfs?.users[client];
    const way = user === undefined ? undefined : wayOf(user, atUs);
    if (way === undefined || "node" in way) return this.way.isRunning(node);
    return this.way.serves(node, way.address);
  }
}
