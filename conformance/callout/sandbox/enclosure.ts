import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Run by the first process of new namespaces. Everything is read-only but the trial's folder; the places where call-outs
 * keep state lie in it; programs that a script names by their whole path are stubs too. It lives until its input closes.
 */
const SET_UP = `set -e
root=$1 node=$2
mount --make-rprivate /
mount --bind "$root" "$root"
for name in service systemctl ctdb exportfs rpc.statd sm-notify rpcinfo; do
  for folder in /usr/sbin /usr/bin; do
    if [ -f "$folder/$name" ]; then mount --bind "$node/bin/$name" "$folder/$name"; fi
  done
done
mount --bind "$node/fs" /proc/fs
mount -o remount,bind,ro /proc
while read -r _ point type options _; do
  case $options in ro | ro,*) continue ;; esac
  case $type in proc | devpts | cgroup*) continue ;; devtmpfs) continue ;; esac
  case $point in "$root" | /proc/* | /usr/*bin/*) continue ;; esac
  mount -o remount,bind,ro "$point"
done </proc/self/mounts
for place in /var/lib /var/log /run; do
  if [ -d "$place" ]; then mount --bind "$node$place" "$place"; fi
done
echo ready
read -r _`;

const NAMESPACES = ["--mount", "--pid", "--net", "--ipc"];
const START_MS = 10_000;

/** Namespaces of Linux in which one node's scripts run: they see their node's files only and no process of the machine. */
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

  /** Makes them for the node whose folder is `node` below `root`; undefined: this machine does not let us. */
  static async open(root: string, node: string): Promise<Enclosure | undefined> {
    const user = needsUser() ? ["--user", "--map-root-user"] : [];
    const options = [...user, ...NAMESPACES, "--fork", "--kill-child", "--mount-proc"];
    const keeper = spawn("unshare", [...options, "/bin/sh", "-c", SET_UP, "sh", root, node], {
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
