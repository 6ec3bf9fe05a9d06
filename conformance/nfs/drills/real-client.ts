import type { Duplex } from "node:stream";
import { EXPORT } from "../ganesha/index.ts";
import { NfsClient, type NfsStatus, type StateId } from "../v4/index.ts";

/** What the statuses of NFSv4 are in the words of the model; any other stands for itself. */
const words: Readonly<Partial<Record<NfsStatus, string>>> = {
  OK: "granted",
  DENIED: "denied",
  GRACE: "grace",
  NO_GRACE: "no-grace",
};
const inWords = (status: NfsStatus): string => words[status] ?? status;

/** A file as a client has it. */
interface File {
  opened?: StateId | undefined;
  locked?: StateId | undefined;
}

const TIMEOUT_MS = 15_000;

/** Somebody who locks files of a real server. */
export class RealClient {
  readonly #name: string;
  /** What files are called by; known to all, also when their server is gone. */
  readonly #handles: Map<string, Uint8Array>;
  readonly #files = new Map<string, File>();
  #session: NfsClient | undefined;
  #starts = 0;

  constructor(name: string, handles: Map<string, Uint8Array>) {
    this.#name = name;
    this.#handles = handles;
  }

  /** Begins a session with a server; what he had of another one he has no more. */
  async begin(connect: () => Duplex): Promise<void> {
    this.#session?.drop();
    for (const file of this.#files.values()) Object.assign(file, { opened: undefined, locked: undefined });
    this.#starts += 1;
    this.#session = await NfsClient.begin(connect(), { name: this.#name, start: this.#starts, timeoutMs: TIMEOUT_MS });
  }

  async lock(name: string): Promise<string> {
    const file = this.#file(name);
    if (file.opened === undefined) {
      const { status, stateId, handle } = await this.#with().open(EXPORT, name);
      if (status !== "OK" || handle === undefined) return inWords(status);
      file.opened = stateId;
      this.#handles.set(name, handle);
    }
    return this.#locked(name, false);
  }

  async reclaim(name: string): Promise<string> {
    const file = this.#file(name);
    const { status, stateId } = await this.#with().reopen(this.#handleOf(name));
    if (status !== "OK") return inWords(status);
    file.opened = stateId;
    return this.#locked(name, true);
  }

  async unlock(name: string): Promise<string> {
    const { locked } = this.#file(name);
    if (locked === undefined) return "has no lock";
    return inWords(await this.#with().unlock(this.#handleOf(name), locked));
  }

  async write(name: string): Promise<string> {
    const { locked } = this.#file(name);
    if (locked === undefined) return "has no lock";
    return inWords(await this.#with().write(this.#handleOf(name), locked, this.#name));
  }

  /** Says that he has nothing left to reclaim. */
  async done(): Promise<string> {
    return inWords(await this.#with().reclaimComplete());
  }

  /** Renews his lease. */
  async renew(): Promise<void> {
    await this.#session?.ask();
  }

  /** Goes without a word. */
  drop(): void {
    this.#session?.drop();
  }

  async #locked(name: string, reclaim: boolean): Promise<string> {
    const file = this.#file(name);
    if (file.opened === undefined) return "has no open";
    const { status, stateId } = await this.#with().lock(this.#handleOf(name), file.opened, reclaim);
    if (status === "OK") file.locked = stateId;
    return inWords(status);
  }

  #handleOf(name: string): Uint8Array {
    return this.#handles.get(name) ?? new Uint8Array();
  }

  #with(): NfsClient {
    if (this.#session === undefined) throw new Error(`${this.#name} has no session`);
    return this.#session;
  }

  #file(name: string): File {
    const file = this.#files.get(name) ?? {};
    this.#files.set(name, file);
    return file;
  }
}
