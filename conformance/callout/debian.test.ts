import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ClauseResult, checkClauses } from "../clause/index.ts";
import { type CalloutProfileName, calloutProfile } from "./index.ts";

async function resultsOf(name: CalloutProfileName, script: string): Promise<readonly ClauseResult[]> {
  const { clauses, open, end } = calloutProfile(name, script, [], { limits: { leaderCases: 4 } });
  const results = await checkClauses({ clauses, open });
  await end();
  return results;
}

const those = (results: readonly ClauseResult[], verdict: ClauseResult["verdict"]) =>
  results.filter((result) => result.verdict === verdict).map(({ id }) => id);

/** A test of a script that Debian's package ctdb brings: the name of the test says why it is skipped. */
function ofPackage(script: string, what: string, judge: () => Promise<void>) {
  const isThere = existsSync(script);
  test.skipIf(!isThere)(isThere ? what : `${what} (skipped: no ${script}, install ctdb)`, judge);
}

describe.concurrent("the scripts of ctdb 4.17", () => {
  const nfs = "/etc/ctdb/nfs-linux-kernel-callout";
  ofPackage(nfs, "the NFS call-out conforms, and cannot bring bystanders into grace", async () => {
    const results = await resultsOf("nfs-callout", nfs);
    expect(those(results, "fail")).toEqual(["NFS-021"]);
    expect(those(results, "not applicable")).toEqual(["NFS-020", "NFS-022"]);
    expect(those(results, "not established")).toEqual([]);
    expect(results.find(({ id }) => id === "NFS-021")?.because).toContain("era: CTDB up to 4.20");
  });

  const statd = "/etc/ctdb/statd-callout";
  ofPackage(statd, "the statd call-out has the two defects that later versions mended", async () => {
    const results = await resultsOf("statd-callout", statd);
    // On a machine that allows no namespaces nothing is said.
    const isSilent = those(results, "not established").length === results.length;
    if (!isSilent) expect(those(results, "fail")).toEqual(["STD-011", "STD-012"]);
  });

  const natgw = "/usr/libexec/ctdb/ctdb_natgw";
  ofPackage(natgw, "the NAT gateway's leader follows the rule", async () => {
    const results = await resultsOf("natgw", natgw);
    expect(results.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
  });

  const lvs = "/usr/libexec/ctdb/ctdb_lvs";
  ofPackage(lvs, "the load balancer's leader and nodes follow the rule", async () => {
    const results = await resultsOf("lvs", lvs);
    expect(results.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
  });
});
