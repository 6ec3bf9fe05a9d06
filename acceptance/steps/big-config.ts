import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { captured } from "../../cli/captured-io.ts";
import type { RunVerdict } from "../../reports/index.ts";
import { type Outcome, outcome } from "../line.ts";

const NODES = 8;
const ADDRESSES = 200;

/** A folder as of `/etc/ctdb` with many public addresses runs, and each of them is looked after. */
export async function bigConfig(): Promise<Outcome> {
  const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-config-"));
  const folder = join(cwd, "etc");
  mkdirSync(folder);
  const line = (_: unknown, index: number): string => `10.0.1.${index + 1}\n`;
  writeFileSync(join(folder, "nodes"), Array.from({ length: NODES }, line).join(""));
  const address = (_: unknown, index: number): string => `10.1.0.${index + 1}/24 eth1\n`;
  writeFileSync(join(folder, "public_addresses"), Array.from({ length: ADDRESSES }, address).join(""));
  writeFileSync(join(folder, "ctdb.conf"), "[cluster]\n\trecovery lock = /clusterfs/.ctdb/recovery.lock\n");
  const args = ["run", "--config", "etc", "--seed", "1", "--no-shrink", "--json"];
  const { code, out, err } = await captured(args, { cwd });
  if (out === "") return outcome(false, `\`${args.join(" ")}\`: exit ${code}; ${err}`);
  const { properties, measures } = JSON.parse(out) as RunVerdict;
  const hosted = properties.find(({ name }) => name === "addresses-are-hosted")?.verdict;
  const figures = `${NODES} nodes, ${ADDRESSES} addresses: exit ${code}; addresses-are-hosted ${hosted}; ${measures["addressFailOvers"]} fail-overs of addresses`;
  return outcome(code === 0 && hosted === "holds", figures);
}
