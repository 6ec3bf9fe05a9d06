import type { Setting } from "../property.ts";

/** For claims about locks that NFS servers and others give out. */
export function needsNfs({ nfs }: Setting): string | null {
  return nfs === undefined ? "Nothing is served by NFS." : null;
}
