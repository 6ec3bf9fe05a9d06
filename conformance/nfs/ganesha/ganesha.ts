import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { NotEstablishedError } from "../../clause/index.ts";
import { busConfigurationOf, configurationOf, type GaneshaSetting } from "./configuration.ts";
import type { Place } from "./place.ts";

const START_MS = 20_000;
const LOOK_MS = 50;

/** A server of nfs-ganesha in a place, with a bus of its own. */
export class Ganesha {
  readonly setting: GaneshaSetting;
  readonly #place: Place;
  readonly #folder: string;
  #process: ChildProcess | undefined;
  #log = "";

  private constructor(place: Place, name: string, setting: GaneshaSetting) {
    this.#place = place;
    this.setting = setting;
    this.#folder = join(place.folder, name);
  }

  /** Makes a server of this name, and starts it. @throws NotEstablishedError if it does not come up */
  static async start(place: Place, name: string, setting: GaneshaSetting): Promise<Ganesha> {
    const server = new Ganesha(place, name, setting);
    mkdirSync(server.records, { recursive: true });
    writeFileSync(server.#file("conf"), configurationOf(setting, place.shared, server.records));
    writeFileSync(server.#file("bus.conf"), busConfigurationOf(server.#file("bus")));
    place.start(["dbus-daemon", `--config-file=${server.#file("bus.conf")}`, "--nofork", "--nopidfile"]);
    if (setting.withNlm) place.start(["rpcbind", "-f", "-w"]);
    await server.#until(
      async () => (await server.#bus("org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames")).ok,
    );
    await server.restart();
    return server;
  }

  /** Where it keeps who may reclaim. */
  get records(): string {
    return join(this.#folder, "records");
  }

  /** Starts the server again that has been killed. */
  async restart(): Promise<void> {
    const args = ["-F", "-L", "/dev/stderr", "-f", this.#file("conf"), "-p", this.#file("pid"), "-N", "NIV_EVENT"];
    const started = this.#place.start(["ganesha.nfsd", ...args], { DBUS_SYSTEM_BUS_ADDRESS: this.#busAddress });
    this.#process = started;
    const from = this.#log.length;
    started.stdout?.resume();
    (started.stderr as Readable).on("data", (piece: Buffer) => {
      this.#log += piece.toString();
    });
    await this.#until(async () => {
      if (started.exitCode !== null) throw new NotEstablishedError(`ganesha ended at its start:\n${this.#log}`);
      return this.#log.slice(from).includes("NFS SERVER INITIALIZED") && (await this.isInGrace()) !== undefined;
    });
  }

  /** Kills it, as a machine does that loses power: what it had locked is free at once. */
  async kill(): Promise<void> {
    const ended = this.#process === undefined ? undefined : once(this.#process, "exit");
    await this.#place.run(["/bin/sh", "-c", 'kill -KILL "$(cat "$1")"', "sh", this.#file("pid")]);
    await ended;
  }

  /**
   * Tells it an event as CTDB's call-out for ganesha does (facts/ip-nfs.md §4.1): `0:` enter grace, `2:IP` let go of an
   * address, `5:IP` an address is taken.
   */
  async grace(event: 0 | 2 | 5, address: string): Promise<void> {
    const { ok, out } = await this.#admin("grace", `string:${event}:${address}`);
    if (!ok || !out.includes("boolean true")) throw new NotEstablishedError(`ganesha took no event ${event}: ${out}`);
  }

  /** Is it in grace, as it says itself? Undefined: it does not answer. */
  async isInGrace(): Promise<boolean | undefined> {
    const { ok, out } = await this.#admin("get_grace");
    // What it answers first; that it could answer comes after it.
    return ok ? /boolean (true|false)/.exec(out)?.[1] === "true" : undefined;
  }

  /** From now on it finds, when it takes `address`, who may reclaim what `other` had locked. */
  inherit(address: string, other: Ganesha): void {
    mkdirSync(join(this.records, address));
    symlinkSync(join(other.records, "v4recov", "node0"), join(this.records, address, "v4recov"));
  }

  get #busAddress(): string {
    return `unix:path=${this.#file("bus")}`;
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }

  #admin(method: string, ...args: readonly string[]) {
    return this.#bus("org.ganesha.nfsd", "/org/ganesha/nfsd/admin", `org.ganesha.nfsd.admin.${method}`, ...args);
  }

  #bus(service: string, ...args: readonly string[]): Promise<{ ok: boolean; out: string }> {
    const to = [`--bus=${this.#busAddress}`, "--print-reply", `--dest=${service}`];
    return this.#place.run(["dbus-send", ...to, ...args]);
  }

  async #until(isSo: () => Promise<boolean>): Promise<void> {
    const fromMs = performance.now();
    while (!(await isSo())) {
      if (performance.now() - fromMs > START_MS)
        throw new NotEstablishedError(`ganesha does not come up:\n${this.#log}`);
      await pause(LOOK_MS);
    }
  }
}
