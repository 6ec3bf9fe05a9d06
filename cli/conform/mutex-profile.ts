import {
  checkClauses,
  defaultLimits,
  type HelperClause,
  helperClauses,
  type Limits,
  pluginClauses,
} from "../../conformance/index.ts";
import { UsageError } from "../usage-error.ts";
import { clauseWants } from "./clause-wants.ts";
import { environmentOf } from "./environment.ts";
import { executable } from "./executable.ts";
import { limitFields, limitNames } from "./limit-names.ts";
import { OpenTrials } from "./open-trials.ts";
import { pluginCommand } from "./plugin-command.ts";
import type { Begun, Compared, CompareWatch, Profile, ProfileSetting } from "./profile.ts";
import type { ProfileName } from "./profile-names.ts";

/** `--profile mutex-helper`: an executable, held against the contract of a cluster mutex helper. */
export const mutexProfile: Profile = profileOf("mutex-helper", helperClauses, (typed, cwd) => {
  const [program, ...args] = typed;
  if (program === undefined) {
    throw new UsageError("conform: name the helper and its arguments after --, such as: conform -- ./my-helper {lock}");
  }
  return [executable(program, cwd), ...args];
});

/** `--profile plugin`: a module with init, take, release and cleanup, hosted in a process of its own. */
export const pluginProfile: Profile = profileOf("plugin", pluginClauses, pluginCommand);

function profileOf(name: ProfileName, clauses: readonly HelperClause[], command: Profile["command"]): Profile {
  return {
    name,
    clauses: clauses.map((clause) => {
      const { check: _check, inapplicable: _inapplicable, ...head } = clause;
      return { ...head, wants: clauseWants(clause) };
    }),
    limitsMs: limitNames({ ...defaultLimits }),
    command,
    begin: (setting, stop) => begin(name, clauses, setting, stop),
  };
}

async function begin(
  name: ProfileName,
  clauses: readonly HelperClause[],
  setting: ProfileSetting,
  stopped: AbortSignal,
): Promise<Begun> {
  const { hooks, hint } = await environmentOf(setting, stopped);
  const limits: Limits = limitFields(defaultLimits, setting.limitsMs);
  const [program = "", ...args] = setting.command;
  const trials = new OpenTrials();
  const trialSetting = { command: [program, ...args] as const, hooks, limits };
  const compare = async (watch: CompareWatch): Promise<Compared> =>
    (await import("./against-model.ts")).helperAgainstModel({ ...trialSetting, ...watch });
  return {
    hooks: { name: hooks.name, can: [...hooks.can], leaseMs: hooks.leaseMs ?? null },
    ...(hint === undefined ? {} : { hint }),
    check: (watch) => checkClauses({ ...watch, clauses, open: () => Promise.resolve(trials.open(trialSetting)) }),
    // The simulator has no chart of a plug-in with a process of its own.
    ...(name === "mutex-helper" ? { compare } : {}),
    end: async () => {
      await trials.closeAll();
      await hooks.end();
    },
  };
}
