import { expect, test } from "vitest";
import { calloutOf, folderNfs, recordsOf } from "./folder-nfs.ts";

test("a gluster call-out stands over a file system that holds a dead node's locks for 42 s", () => {
  const of = (scriptOptions: Readonly<Record<string, string>>) => folderNfs({ scriptOptions });
  expect(of({ CTDB_NFS_CALLOUT: "/usr/libexec/ctdb/nfs-gluster-callout" })).toEqual({
    dropUs: [42_000_000, 42_000_000],
    records: "database",
  });
  expect(of({ CTDB_NFS_CALLOUT: "/usr/libexec/ctdb/nfs-ganesha-callout" })).not.toHaveProperty("dropUs");
});

test("statd's records are where the folder says; what no run can show stays as it was drawn", () => {
  const of = (mode: string) => folderNfs({ scriptOptions: { CTDB_STATD_CALLOUT_SHARED_STORAGE: mode } });
  expect(of("shared_dir:/clusterfs/statd")).toEqual({ records: "shared-directory" });
  expect(of("persistent_db")).toEqual({ records: "database" });
  expect(of("none")).toEqual({});
  expect(of("")).toEqual({ records: "database" });
});

test("what advise judges and what a run has are the same records", () => {
  for (const scriptOptions of [{}, { CTDB_STATD_CALLOUT_SHARED_STORAGE: "shared_dir" }])
    expect(folderNfs({ scriptOptions }).records).toBe(recordsOf({ scriptOptions }));
});

test("the call-out is the kernel's unless an option names another", () => {
  const of = (callout?: string) =>
    calloutOf({ scriptOptions: callout === undefined ? {} : { CTDB_NFS_CALLOUT: callout } });
  expect([of(), of("")]).toEqual(Array(2).fill({ name: "nfs-linux-kernel-callout", isGiven: false }));
  expect(of("/x/nfs-ganesha-callout -v")).toEqual({ name: "nfs-ganesha-callout", isGiven: true });
});
