import { existsSync } from "node:fs";
import { Place } from "./place.ts";

const FOLDERS = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"];
const PROGRAMS = ["ganesha.nfsd", "dbus-daemon", "dbus-send", "rpcbind", "ip", "unshare", "nsenter"];

/** The first thing that this machine lacks to run a server of nfs-ganesha; undefined: nothing. */
export async function missingForGanesha(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return "rights of root";
  const lacks = (name: string) => !FOLDERS.some((folder) => existsSync(`${folder}/${name}`));
  const program = PROGRAMS.find(lacks) ?? (hasVfs() ? undefined : "VFS of ganesha");
  if (program !== undefined) return program;
  const place = await Place.open([]);
  await place?.end();
  return place === undefined ? "namespaces" : undefined;
}

/** Where Debian puts it, whatever the machine's architecture. */
function hasVfs(): boolean {
  const { arch } = process;
  const names: Readonly<Record<string, string>> = { x64: "x86_64-linux-gnu", arm64: "aarch64-linux-gnu" };
  return (
    existsSync(`/usr/lib/${names[arch] ?? arch}/ganesha/libfsalvfs.so`) || existsSync("/usr/lib/ganesha/libfsalvfs.so")
  );
}
