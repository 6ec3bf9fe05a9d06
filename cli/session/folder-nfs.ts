import type { ClusterConfiguration } from "../../fixtures/index.ts";
import type { NfsSpec, RecordKeeping } from "../../model/index.ts";

type Options = Pick<ClusterConfiguration, "scriptOptions">;

/** GlusterFS holds what a dead node had locked for so long, says a mail to the list of May 2012. */
const GLUSTER_US = 42_000_000;

/** When the file system that goes with the folder's call-out gives up the locks of a dead node; undefined: unknown. */
export function releaseUsOf(options: Options): readonly [least: number, most: number] | undefined {
  return calloutOf(options).name.includes("gluster") ? [GLUSTER_US, GLUSTER_US] : undefined;
}

/** What the event script 60.nfs runs where no option names another (its manual page: ctdb-script.options). */
const KERNEL = "nfs-linux-kernel-callout";

/** The name of the folder's call-out, and whether an option says it. */
export function calloutOf({ scriptOptions }: Options): { readonly name: string; readonly isGiven: boolean } {
  const name = scriptOptions["CTDB_NFS_CALLOUT"]?.split(" ")[0]?.split("/").at(-1) ?? "";
  return name === "" ? { name: KERNEL, isGiven: false } : { name, isGiven: true };
}

/** Is it the call-out of the kernel's server? */
export function isKernel(name: string): boolean {
  return name.includes("linux-kernel");
}

/** Where statd's records are kept: in a database that lags, if nothing is said (facts/ip-nfs.md §4.2). */
export function recordsOf({ scriptOptions }: Options): RecordKeeping | "none" {
  const mode = (scriptOptions["CTDB_STATD_CALLOUT_SHARED_STORAGE"] ?? "").split(":")[0];
  if (mode === "shared_dir") return "shared-directory";
  return mode === "none" ? "none" : "database";
}

/** What a folder says of the file system below and of the records; what it leaves open stays as it was drawn. */
export function folderNfs(options: Options): Partial<NfsSpec> {
  const dropUs = releaseUsOf(options);
  const records = recordsOf(options);
  return {
    ...(dropUs === undefined ? {} : { dropUs }),
    // Nobody is ever told without records: no run has that yet.
    ...(records === "none" ? {} : { records }),
  };
}
