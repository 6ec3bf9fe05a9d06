import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { noticeNames, stubNames } from "./stub-names.ts";
import { ctdbStub, noticeStub, plainStub } from "./stub-text.ts";

const FOLDERS = [
  ...["answers", "bin", "ctdb", "base", "helpers", "tmp", "etc", "run", "fs/nfsd", "proc"],
  ...["var/lib/ctdb/scripts/service/nfs", "var/lib/nfs/statd/sm", "var/lib/nfs/statd/sm.bak", "var/log/ctdb"],
];

/** Files of `/etc/ctdb` that a trial writes itself, or that would bring the machine's own settings in. */
const NOT_OURS = /^(natgw_nodes|lvs_nodes|nodes|public_addresses|script\.options|ctdb\.conf|rc\.local.*)$/;

/** Where CTDB's own configuration lies when a script does not lie in it. */
const SYSTEM_BASE = "/etc/ctdb";

/** Makes a node's folder: stubs, places for state, and the configuration folder that the script expects around itself. */
export function makeNodeFolder(folder: string, cluster: string, script: string, more: readonly string[]): void {
  for (const name of FOLDERS) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "calls"), "");
  writeFileSync(join(folder, "fs/nfsd/threads"), "8\n");
  symlinkSync("../fs", join(folder, "proc/fs"));
  writeProgram(join(folder, "bin/.plain"), plainStub(folder));
  writeProgram(join(folder, "bin/.notice"), noticeStub(folder, cluster));
  writeProgram(join(folder, "bin/ctdb"), ctdbStub(folder, cluster));
  for (const name of new Set([...stubNames, ...more, "nfs-callout"])) link(".plain", join(folder, "bin", name));
  for (const name of noticeNames) link(".notice", join(folder, "bin", name));
  for (const name of [...noticeNames, "ctdb_killtcp"]) link(`../bin/${name}`, join(folder, "helpers", name));
  const base = existsSync(join(dirname(script), "functions")) ? dirname(script) : SYSTEM_BASE;
  for (const name of existsSync(base) ? readdirSync(base) : []) {
    if (!NOT_OURS.test(name)) link(join(base, name), join(folder, "base", name));
  }
}

function writeProgram(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

function link(target: string, path: string): void {
  if (!existsSync(path)) symlinkSync(target, path);
}
