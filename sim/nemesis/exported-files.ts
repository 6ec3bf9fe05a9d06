import { exportsOf, graceDesigns, type NfsSpec } from "../../model/index.ts";

/** Where each address has a file system of its own, who locks a file by NFS does so by the address that exports it. */
export function askedWhereExported(spec: NfsSpec): NfsSpec {
  if (graceDesigns[spec.grace].fileSystem !== "one-at-a-time") return spec;
  const exports = exportsOf(spec);
  const users = spec.users.map((user) => {
    const address = exports[user.file];
    return "node" in user.way || address === undefined ? user : { ...user, way: { address } };
  });
  return { ...spec, exports, users };
}
