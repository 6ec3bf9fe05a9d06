import { accessSync, constants } from "node:fs";
import { resolve } from "node:path";
import { type Clause, NotEstablishedError } from "../clause/index.ts";
import type { CalloutCommand } from "./command.ts";
import { lvsClauses, natgwClauses } from "./leader/index.ts";
import { nfsClauses } from "./nfs/index.ts";
import { type OpenCalloutTrial, openTrial } from "./open-trial.ts";
import { type CalloutLimits, defaultCalloutLimits } from "./sandbox/index.ts";
import { statdClauses } from "./statd/index.ts";
import type { CalloutTrial, Findings } from "./trial.ts";

/** The kinds of scripts that are judged here. */
export type CalloutProfileName = "nfs-callout" | "statd-callout" | "natgw" | "lvs";

/** All of them, in the order they are told in. */
export const calloutProfileNames: readonly CalloutProfileName[] = ["nfs-callout", "statd-callout", "natgw", "lvs"];

/** What may be chosen. */
export interface CalloutOptions {
  readonly limits?: Partial<CalloutLimits>;
  readonly stubs?: readonly string[];
  readonly graceCalls?: readonly string[];
}

/** One script under one contract: its clauses, and the trial that each is checked with. */
export interface CalloutProfile {
  readonly name: CalloutProfileName;
  readonly clauses: readonly Clause<CalloutTrial>[];
  /** Begins a trial for one clause; fits `CheckOptions.open`. */
  readonly open: () => Promise<OpenCalloutTrial>;
  /** Ends what trials left open. */
  end(): Promise<void>;
}

/** The clauses of a profile, in the order in which they are checked. */
export function calloutClauses(name: CalloutProfileName): readonly Clause<CalloutTrial>[] {
  const clauses = { "nfs-callout": nfsClauses, "statd-callout": statdClauses, natgw: natgwClauses, lvs: lvsClauses };
  return clauses[name];
}

/**
 * What judges a script under a contract.
 * @throws NotEstablishedError if there is no such executable.
 */
export function calloutProfile(
  name: CalloutProfileName,
  script: string,
  args: readonly string[] = [],
  options: CalloutOptions = {},
): CalloutProfile {
  const path = resolve(script);
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw new NotEstablishedError(`${script} is no executable file: give the path of the script after --`);
  }
  const { stubs = [], graceCalls = [] } = options;
  const command: CalloutCommand = { script: path, args, stubs, graceCalls };
  const limits = { ...defaultCalloutLimits, ...options.limits };
  const findings = rememberedFindings();
  const opened = new Set<OpenCalloutTrial>();
  const open = async (): Promise<OpenCalloutTrial> => {
    const trial = openTrial(command, limits, findings);
    opened.add(trial);
    return trial;
  };
  const end = async (): Promise<void> => {
    for (const trial of opened) await trial.close();
    opened.clear();
  };
  return { name, clauses: calloutClauses(name), open, end };
}

function rememberedFindings(): Findings {
  const known = new Map<string, Promise<unknown>>();
  return {
    once: async <T>(name: string, find: () => Promise<T>): Promise<T> => {
      const found = known.get(name) ?? find();
      known.set(name, found);
      return found as Promise<T>;
    },
  };
}
