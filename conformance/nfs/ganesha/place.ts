import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Duplex } from "node:stream";
import { Enclosure } from "../../enclosure/index.ts";
import { type TemporaryFolder, temporaryFolder } from "../../hooks/index.ts";

/**
 * Run in new namespaces with the place's folder and its addresses: a loopback with these, files of its own to share, and
 * nothing of the machine's services. Addresses other than 127.0.0.1 are needed: ganesha finds none otherwise.
 */
const SET_UP = `set -e
folder=$1
shift
mount --make-rprivate /
mount -t tmpfs none /run
mkdir -p /run/rpcbind
mount -t tmpfs none /var/lib/nfs
mount -t tmpfs none "$folder/shared"
ip link set lo up
for address in "$@"; do ip addr add "$address/32" dev lo; done`;

/** Carries bytes between its own input and output and a server that only those in the namespace reach. */
const RELAY = `const [host, port, localAddress] = process.argv.slice(1);
const socket = require("node:net").connect({ host, port: Number(port), localAddress });
socket.on("error", () => process.exit(1)).on("close", () => process.exit(0));
process.stdin.on("error", () => process.exit(0)).pipe(socket).pipe(process.stdout);
process.stdout.on("error", () => process.exit(0));`;

/** Where clients of NFS are: documentation addresses (RFC 5737). */
const CLIENTS = "192.0.2.101";

/** Namespaces with a network of their own, a folder, and files that servers share. All of it ends together. */
export class Place {
  readonly #folder: TemporaryFolder;
  readonly #enclosure: Enclosure;

  private constructor(folder: TemporaryFolder, enclosure: Enclosure) {
    this.#folder = folder;
    this.#enclosure = enclosure;
  }

  /** Makes it, with these addresses; undefined: this machine does not let us. */
  static async open(addresses: readonly string[]): Promise<Place | undefined> {
    const folder = temporaryFolder("nfs");
    mkdirSync(join(folder.path, "shared"));
    const enclosure = await Enclosure.open(SET_UP, folder.path, CLIENTS, ...addresses);
    if (enclosure !== undefined) return new Place(folder, enclosure);
    await folder.remove();
    return undefined;
  }

  /** Where configurations, records and sockets are. */
  get folder(): string {
    return this.#folder.path;
  }

  /** The files that servers share; nobody outside sees what is in it. */
  get shared(): string {
    return join(this.folder, "shared");
  }

  /** Starts a program in it, with nothing to read; what it writes can be. */
  start(command: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    const [program = "", ...args] = this.#enclosure.entering(command);
    return spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  }

  /** Runs a program in it to its end; gives its output, standard error included, and whether it succeeded. */
  run(command: readonly string[], env?: Readonly<Record<string, string>>): Promise<{ ok: boolean; out: string }> {
    const child = this.start(command, env);
    let out = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (piece: Buffer) => {
        out += piece.toString();
      });
    }
    return new Promise((resolve) => {
      child.once("error", () => resolve({ ok: false, out }));
      child.once("close", (code) => resolve({ ok: code === 0, out }));
    });
  }

  /** A connection from a client's machine to a server in it; it closes if there is none. */
  connect(address: string, port: number): Duplex {
    const relay = [process.execPath, "-e", RELAY, address, `${port}`, CLIENTS];
    const [program = "", ...args] = this.#enclosure.entering(relay);
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"] });
    child.once("error", () => undefined);
    return Duplex.from({ writable: child.stdin, readable: child.stdout });
  }

  /** Ends every process in it, and removes its folder. */
  async end(): Promise<void> {
    await this.#enclosure.close();
    await this.#folder.remove();
  }
}
