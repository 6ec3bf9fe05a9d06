import { expect, test } from "vitest";
import { graceNames, type NfsSpec, type Scenario } from "../../model/index.ts";
import { refuseOldRuns } from "./grace-version.ts";

const complaint = (grace: NfsSpec["grace"], ctdb?: Scenario["ctdb"]): string => {
  const scenario = { nfs: { grace }, ...(ctdb === undefined ? {} : { ctdb }) } as Scenario;
  try {
    refuseOldRuns(scenario);
    return "";
  } catch (error) {
    return String(error);
  }
};

test("a design whose servers enter before any release is not run on a CTDB that never tells them to", () => {
  expect(complaint("keep-barrier", "4.17")).toContain(
    "startipreallocate, which takeover runs have from 4.21 on, not 4.17",
  );
  expect(complaint("fs-hold-coordinated", ["head", "head", "4.3"])).toContain("not 4.3");
});

test("every design is run on head, and what begins after takeip on all", () => {
  expect(graceNames.filter((name) => complaint(name) !== "")).toEqual([]);
  expect(
    ["none", "per-address", "clustered-epochs"].filter((name) => complaint(name as NfsSpec["grace"], "4.3") !== ""),
  ).toEqual([]);
});
