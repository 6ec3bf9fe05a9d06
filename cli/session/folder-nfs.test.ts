import { expect, test } from "vitest";
import { folderNfs } from "./folder-nfs.ts";

test("a gluster call-out stands over a file system that holds a dead node's locks for 42 s", () => {
  const of = (scriptOptions: Readonly<Record<string, string>>) => folderNfs({ scriptOptions });
  expect(of({ CTDB_NFS_CALLOUT: "/usr/libexec/ctdb/nfs-gluster-callout" })).toEqual({
    dropUs: [42_000_000, 42_000_000],
  });
  expect(of({ CTDB_NFS_CALLOUT: "/usr/libexec/ctdb/nfs-ganesha-callout" })).toEqual({});
});

test("statd's records are where the folder says; what no run can show stays as it was drawn", () => {
  const of = (mode: string) => folderNfs({ scriptOptions: { CTDB_STATD_CALLOUT_SHARED_STORAGE: mode } });
  expect(of("shared_dir:/clusterfs/statd")).toEqual({ records: "shared-directory" });
  expect(of("persistent_db")).toEqual({ records: "database" });
  expect(of("none")).toEqual({});
  expect(of("")).toEqual({});
});
