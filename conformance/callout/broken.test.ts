import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ClauseResult, checkClauses } from "../clause/index.ts";
import { type CalloutProfileName, calloutClauses, calloutProfile, calloutProfileNames } from "./index.ts";

interface Broken {
  readonly file: string;
  readonly profile: CalloutProfileName;
  readonly clause: string;
}

const folder = new URL("../../fixtures/callouts/", import.meta.url).pathname;
const broken = JSON.parse(readFileSync(`${folder}broken.json`, "utf8")) as readonly Broken[];
const good: Record<CalloutProfileName, string> = {
  "nfs-callout": "nfs-good.sh",
  "statd-callout": "statd-good.sh",
  natgw: "natgw-good.sh",
  lvs: "lvs-good.sh",
};
/** Nothing can be told of some scripts where the machine allows no namespaces. */
const isSilent = (results: readonly ClauseResult[]) => results.every(({ verdict }) => verdict === "not established");

async function resultsOf(name: CalloutProfileName, file: string, only?: string): Promise<readonly ClauseResult[]> {
  // A clause that fails stops at the first case: only a good script goes through all of them.
  const leaderCases = only === undefined ? 4 : 60;
  const limits = { operationMs: 5_000, serviceMs: 60, leaderCases };
  const { clauses, open, end } = calloutProfile(name, folder + file, [], { limits });
  // One clause alone, without those it needs: whether the others hold is asked at full size only.
  const chosen = clauses.filter(({ id }) => only === undefined || id === only);
  const alone = only === undefined ? chosen : chosen.map((clause) => ({ ...clause, needs: [] }));
  const results = await checkClauses({ clauses: alone, open });
  await end();
  return results;
}

describe.concurrent("scripts of our own", () => {
  test.each(calloutProfileNames)("the good one of %s conforms", async (name) => {
    const results = await resultsOf(name, good[name]);
    expect(isSilent(results) ? [] : results.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
  });

  test.each(broken)("$file fails $clause", async ({ file, profile, clause }) => {
    const results = await resultsOf(profile, file, clause);
    expect(isSilent(results) ? ["fail"] : results.map(({ verdict }) => verdict)).toEqual(["fail"]);
  });
});

test("every clause that can fail has a script that fails it", () => {
  const reported = ["NAT-020", "LVS-020"];
  const ids = calloutProfileNames.flatMap((name) => calloutClauses(name).map(({ id }) => id));
  expect(ids.filter((id) => !broken.some(({ clause }) => clause === id))).toEqual(reported);
});

test("the README tells of every clause", () => {
  const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
  const rows = calloutProfileNames.flatMap((name) =>
    calloutClauses(name).map(({ id, name, level, claim }) => `| ${id} | ${name} | ${level} | ${claim} |`),
  );
  expect(rows.filter((row) => !readme.includes(row))).toEqual([]);
});
