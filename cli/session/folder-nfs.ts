import type { ClusterConfiguration } from "../../fixtures/index.ts";
import type { NfsSpec, RecordKeeping } from "../../model/index.ts";

type Options = Pick<ClusterConfiguration, "scriptOptions">;

/** GlusterFS holds what a dead node had locked for so long, says a mail to the list of May 2012. */
const GLUSTER_US = 42_000_000;

/** When the file system that goes with the folder's call-out gives up the locks of a dead node; undefined: unknown. */
export function releaseUsOf(options: Options): readonly [least: number, most: number] | undefined {
  return calloutOf(options).name.includes("gluster") ? [GLUSTER_US, GLUSTER_US] : undefined;
}

/** The folder's call-out, word for word, and its name. */
export function calloutOf({ scriptOptions }: Options): { readonly callout: string; readonly name: string } {
  const callout = scriptOptions["CTDB_NFS_CALLOUT"] ?? "";
  return { callout, name: callout.split(" ")[0]?.split("/").at(-1) ?? "" };
}

/** Where statd's records are kept (facts/ip-nfs.md §4.2). */
export function recordsOf(options: Options): RecordKeeping | "none" {
  return givenRecords(options) ?? "database";
}

/** What a folder says of the file system below and of the records; what it leaves open stays as it was drawn. */
export function folderNfs(options: Options): Partial<NfsSpec> {
  const dropUs = releaseUsOf(options);
  const records = givenRecords(options);
  return {
    ...(dropUs === undefined ? {} : { dropUs }),
    ...(records === undefined || records === "none" ? {} : { records }),
  };
}

function givenRecords({ scriptOptions }: Options): RecordKeeping | "none" | undefined {
  const mode = (scriptOptions["CTDB_STATD_CALLOUT_SHARED_STORAGE"] ?? "").split(":")[0];
  if (mode === "" || mode === undefined) return undefined;
  if (mode === "shared_dir") return "shared-directory";
  return mode === "none" ? "none" : "database";
}
