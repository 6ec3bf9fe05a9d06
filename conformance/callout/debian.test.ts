import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkClauses } from "../clause/index.ts";
import { type CalloutProfileName, calloutProfile } from "./index.ts";

async function verdicts(name: CalloutProfileName, script: string) {
  const profile = calloutProfile(name, script, [], { limits: { operationMs: 20_000, leaderCases: 20 } });
  const results = await checkClauses({ clauses: profile.clauses, open: profile.open });
  await profile.end();
  for (const r of results) console.log(r.id, r.verdict, r.because, Math.round(r.tookMs));
}
test("nfs", () => verdicts("nfs-callout", "/etc/ctdb/nfs-linux-kernel-callout"));
test("statd", () => verdicts("statd-callout", "/etc/ctdb/statd-callout"));
test("nat", () => verdicts("natgw", "/usr/libexec/ctdb/ctdb_natgw"));
test("lvs", () => verdicts("lvs", "/usr/libexec/ctdb/ctdb_lvs"));
