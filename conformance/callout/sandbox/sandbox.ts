import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Enclosure } from "../../enclosure/index.ts";
import { type Call, parseCalls } from "./call.ts";
import { type ClusterView, writeView } from "./cluster-view.ts";
import type { CalloutLimits } from "./limits.ts";
import { makeNodeFolder } from "./node-folder.ts";
import type { Outcome } from "./outcome.ts";
import { runLimited } from "./run-limited.ts";
import { SET_UP } from "./set-up.ts";

/** What one node's scripts are to find. */
export interface SandboxOptions {
  /** Folder of the whole trial; the node's own is made in it. */
  readonly root: string;
  readonly name: string;
  readonly script: string;
  /** Arguments of the user that stand before the operation. */
  readonly args: readonly string[];
  readonly limits: CalloutLimits;
  /** Further programs to replace by stubs. */
  readonly stubs: readonly string[];
  /** Told of each run, for the transcript. */
  readonly ran: (outcome: Outcome) => void;
}

/** The answer of a stub; what is absent stays as it was: silent, at once, success. */
export interface StubAnswer {
  readonly out?: string;
  readonly status?: number;
  readonly delayMs?: number;
}

const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Stands in the log of calls where a script ended: what it left in the background comes after it. */
const END_MARK = "(ended)";

/** Runs the script and marks its end. No file of a run may pass the limit: the shell counts in blocks of 512 bytes. */
function prelude({ folderBytes }: CalloutLimits): string {
  return `ulimit -f ${Math.ceil(folderBytes / 512)}
log=$1
shift
cd "$0" || exit 126
"$@"
status=$?
printf '%s\\0' 0 "$CALLOUT_RUN" '${END_MARK}' "$status" 0 >>"$log"
exit "$status"`;
}

/** The calls of one run that were over when it ended; what an earlier one still does in the background is none of them. */
function callsUntilEnd(log: readonly Call[], run: number): readonly Call[] {
  const own = log.filter((call) => call.run === run || call.run === 0);
  const end = own.findIndex(({ program }) => program === END_MARK);
  return end < 0 ? own : own.slice(0, end);
}

/** A node's place in a temporary folder, where a script finds stubs instead of the machine's services. */
export class Sandbox {
  /** Where the node's files are. */
  readonly folder: string;
  readonly #options: SandboxOptions;
  #enclosure: Enclosure | undefined;
  #runs = 0;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.folder = join(options.root, options.name);
    makeNodeFolder(this.folder, join(options.root, "cluster"), options.script, options.stubs);
  }

  /** True if the machine can enclose the scripts: they then change nothing outside, whatever path they write to. */
  async isEnclosed(): Promise<boolean> {
    this.#enclosure ??= await Enclosure.open(SET_UP, this.#options.root, this.folder);
    return this.#enclosure !== undefined;
  }

  /** Runs the script with these arguments after the user's own. */
  async run(...args: readonly string[]): Promise<Outcome> {
    const { script, args: own, limits, root, ran } = this.#options;
    this.#runs += 1;
    const run = this.#runs;
    const before = this.#log().length;
    const startedMs = performance.now();
    const log = join(this.folder, "calls");
    const command = ["/bin/sh", "-c", prelude(limits), join(this.folder, "tmp"), log, script, ...own, ...args];
    const enclosure = (await this.isEnclosed()) ? this.#enclosure : undefined;
    const result = await runLimited({
      command: enclosure?.entering(command) ?? command,
      env: { ...this.#environment(), CALLOUT_RUN: String(run) },
      limits,
      folder: root,
      ...(enclosure === undefined ? {} : { processes: enclosure.processes }),
    });
    // What it left in sessions of its own is ended with the enclosure.
    if (result.ending !== "itself") await this.end();
    const tookMs = performance.now() - startedMs;
    const calls = callsUntilEnd(this.#log().slice(before), run);
    const outcome: Outcome = { ...result, args, calls, tookMs };
    ran(outcome);
    return outcome;
  }

  /** Every call of a stub so far, in order. */
  calls(): readonly Call[] {
    return this.#log().filter(({ program }) => program !== END_MARK);
  }

  /** Sets what a stub answers: for `service`, for calls with one word (`service:start`), or for one call (`service x start`). */
  answer(call: string, { out, status, delayMs }: StubAnswer): void {
    const path = join(this.folder, "answers", call);
    if (out !== undefined) writeFileSync(`${path}.out`, out);
    if (status !== undefined) writeFileSync(`${path}.status`, `${status}\n`);
    if (delayMs !== undefined) writeFileSync(`${path}.delay`, `${delayMs / 1_000}\n`);
  }

  /** Sets what this node believes of the cluster. */
  believe(view: ClusterView): void {
    writeView(join(this.folder, "ctdb"), view);
  }

  /** Ends every process that is left of its scripts. */
  async end(): Promise<void> {
    await this.#enclosure?.close();
    this.#enclosure = undefined;
  }

  /** The calls, and marks where scripts ended. */
  #log(): readonly Call[] {
    return parseCalls(readFileSync(join(this.folder, "calls"), "utf8"));
  }

  #environment(): Readonly<Record<string, string>> {
    const at = (path: string): string => join(this.folder, path);
    return {
      PATH: `${at("bin")}:${SYSTEM_PATH}`,
      HOME: at("tmp"),
      TMPDIR: at("tmp"),
      LC_ALL: "C",
      CTDB: at("bin/ctdb"),
      CTDB_BASE: at("base"),
      CTDB_SCRIPT_VARDIR: at("var/lib/ctdb/scripts"),
      CTDB_HELPER_BINDIR: at("helpers"),
      CTDB_LOGGING: `file:${at("var/log/ctdb/log.ctdb")}`,
      CTDB_SYS_ETCDIR: at("etc"),
      CTDB_NFS_CALLOUT: at("bin/nfs-callout"),
      CTDB_NFS_CALLOUT_STATE_DIR: at("var/lib/ctdb/scripts/service/nfs/callout-state"),
      CTDB_NFS_EXPORTS_FILE: at("etc/etab"),
      CTDB_NATGW_NODES: at("base/natgw_nodes"),
      CTDB_LVS_NODES: at("base/lvs_nodes"),
      PROCFS_PATH: at("proc"),
      NFS_HOSTNAME: "nfs.example",
    };
  }
}
