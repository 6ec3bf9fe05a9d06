import { appendFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  type CampaignFailure,
  type CampaignRecord,
  type CampaignResult,
  githubAnnotations,
  githubSummary,
  junitXml,
} from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { checkWritable } from "./campaign-folder.ts";

/** Where else a campaign is reported, besides its text and its record. */
export interface Outputs {
  /** A JUnit file. */
  readonly junit?: string;
  /** Annotations on standard output, and the summary of the step. */
  readonly github: boolean;
}

/** The outputs that are asked for, checked before anything runs. @throws UsageError if one cannot be written */
export function outputsOf(flags: { readonly junit?: string; readonly github?: boolean }, cwd: string): Outputs {
  const { junit, github = process.env["GITHUB_ACTIONS"] === "true" } = flags;
  if (junit !== undefined) checkWritable(junit, cwd, "--junit");
  return { github, ...(junit === undefined ? {} : { junit }) };
}

/** Writes them. */
export function writeOutputs(io: Io, record: CampaignRecord, { junit, github }: Outputs, seconds?: number): void {
  const result: CampaignResult = {
    name: `cluster-sim campaign ${record.seed}`,
    campaign: record,
    failures: [...record.failures, ...lostCanary(record)],
    ...(seconds === undefined ? {} : { seconds }),
  };
  if (junit !== undefined) writeFileSync(resolve(io.cwd, junit), junitXml(result));
  if (!github) return;
  // GitHub reads both streams; standard output may be somebody's JSON.
  io.err(githubAnnotations(result));
  const summary = process.env["GITHUB_STEP_SUMMARY"];
  if (summary !== undefined && summary !== "") appendFileSync(summary, githubSummary(result));
}

/** A canary that was not found is a failure of the campaign itself: a green test report would hide it. */
function lostCanary({ canary, seed, reproduce }: CampaignRecord): CampaignFailure[] {
  if (canary === null || canary.seed !== null) return [];
  const { defect, property, runs } = canary;
  const why = [`The defect ${defect} broke ${property} in none of ${runs} runs.`];
  return [{ signature: "canary", property: "canary-is-found", seed, count: runs, why, reproduce }];
}
