import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

const NAMESPACES = ["--mount", "--pid", "--net", "--ipc"];
/** Set up: its keeper may go on. Then it stands until nobody needs it any more. */
const WAIT = "echo ready\nread -r _";
const START_MS = 10_000;

/**
 * Namespaces of Linux: mounts, processes, network and IPC of their own. What runs in them sees no process of the machine,
 * and ends with them.
 */
export class Enclosure {
  readonly #keeper: ChildProcess;
  readonly #options: readonly string[];

  private constructor(keeper: ChildProcess) {
    this.#keeper = keeper;
    const of = (kind: string): string => `/proc/${keeper.pid}/ns/${kind}`;
    const user = needsUser() ? ["--preserve-credentials", `--user=${of("user")}`] : [];
    const entered = [`--mount=${of("mnt")}`, `--net=${of("net")}`, `--ipc=${of("ipc")}`, `--pid=${this.processes}`];
    this.#options = [...user, ...entered];
  }

  /**
   * Makes them; their first process runs `setUp`, a text for the shell that gets `args`, and then
   * stands until its input closes. Undefined: this machine does not let us.
   */
  static async open(setUp: string, ...args: readonly string[]): Promise<Enclosure | undefined> {
    const user = needsUser() ? ["--user", "--map-root-user"] : [];
    const options = [...user, ...NAMESPACES, "--fork", "--kill-child", "--mount-proc"];
    const keeper = spawn("unshare", [...options, "/bin/sh", "-c", `${setUp}\n${WAIT}`, "sh", ...args], {
      detached: true,
      stdio: ["pipe", "pipe", "ignore"],
    });
    keeper.stdin?.on("error", () => undefined);
    const timer = setTimeout(() => keeper.kill("SIGKILL"), START_MS);
    const ready = await Promise.race([
      once(keeper.stdout, "data").then(() => true),
      once(keeper, "close").then(() => false),
    ]).catch(() => false);
    clearTimeout(timer);
    return ready ? new Enclosure(keeper) : undefined;
  }

  /** A link that names its namespace of processes. */
  get processes(): string {
    return `/proc/${this.#keeper.pid}/ns/pid_for_children`;
  }

  /** The command that runs `command` in it. */
  entering(command: readonly string[]): readonly string[] {
    return ["nsenter", ...this.#options, "--", ...command];
  }

  /** Ends every process in it, whatever they do: the kernel kills all with the first. */
  async close(): Promise<void> {
    if (this.#keeper.exitCode !== null || this.#keeper.signalCode !== null) return;
    const gone = once(this.#keeper, "close");
    this.#keeper.kill("SIGKILL");
    await gone;
  }
}

function needsUser(): boolean {
  return process.getuid?.() !== 0;
}
