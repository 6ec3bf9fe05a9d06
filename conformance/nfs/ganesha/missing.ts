import { existsSync } from "node:fs";

const FOLDERS = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"];
const PROGRAMS = ["ganesha.nfsd", "dbus-daemon", "dbus-send", "rpcbind", "ip", "unshare", "nsenter"];

/** The first thing that this machine lacks to run a server of nfs-ganesha; undefined: nothing. */
export function missingForGanesha(): string | undefined {
  if (process.getuid?.() !== 0) return "the rights of root";
  const lacks = (name: string) => !FOLDERS.some((folder) => existsSync(`${folder}/${name}`));
  return PROGRAMS.find(lacks) ?? (hasVfs() ? undefined : "ganesha's VFS");
}

/** Where Debian puts it, whatever the machine's architecture. */
function hasVfs(): boolean {
  const { arch } = process;
  const names: Readonly<Record<string, string>> = { x64: "x86_64-linux-gnu", arm64: "aarch64-linux-gnu" };
  return (
    existsSync(`/usr/lib/${names[arch] ?? arch}/ganesha/libfsalvfs.so`) || existsSync("/usr/lib/ganesha/libfsalvfs.so")
  );
}
