import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Tells `ctdb pnn` which node it is on. */
const nodeVariable = "CLUSTER_SIM_PNN";

/** What the helper asks other programs for: the cluster's name, which all nodes share, and the node's number. */
const stubs = {
  testparm: "echo CLUSTER",
  ctdb: `echo "$${nodeVariable}"`,
};

/** Writes the stubs into a folder of that one; gives the environment in which the helper of a node finds them. */
export function writeStubs(folder: string): (node: number) => Readonly<Record<string, string>> {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const [name, line] of Object.entries(stubs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  // The python3 of the distribution, which has the etcd module, comes before any other.
  const path = [bin, "/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin"].join(":");
  return (node) => ({ PATH: path, [nodeVariable]: String(node) });
}
