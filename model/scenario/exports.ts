import { graceDesigns } from "../words/index.ts";
import type { NfsSpec } from "./nfs-spec.ts";

/**
 * The address that each of these files is exported by. Where each address has a file system of its own every file is on one
 * of them: of those that a scenario says nothing of, that by which a client of NFS asks first.
 */
export function exportsOf({ grace, exports = {}, users }: NfsSpec): Readonly<Record<string, string>> {
  if (graceDesigns[grace].fileSystem !== "one-at-a-time") return exports;
  const first = users.flatMap(({ file, way }) => ("address" in way ? [[file, way.address] as const] : []));
  return { ...Object.fromEntries(first.reverse()), ...exports };
}
