import {
  type CalloutProfileName,
  calloutClauses,
  calloutProfile,
  checkClauses,
  defaultCalloutLimits,
} from "../../conformance/index.ts";
import { UsageError } from "../usage-error.ts";
import { executable } from "./executable.ts";
import { limitFields, limitNames } from "./limit-names.ts";
import type { Begun, Profile, ProfileSetting } from "./profile.ts";

const { operationMs, serviceMs } = defaultCalloutLimits;
const times = { operationMs, serviceMs };

/** A script that CTDB calls, held against the contract of its caller. */
export function calloutProfileOf(name: CalloutProfileName): Profile {
  return {
    name,
    clauses: calloutClauses(name).map(({ check: _check, inapplicable: _inapplicable, ...head }) => head),
    limitsMs: limitNames(times),
    runsAmongStubs: true,
    command(typed, cwd) {
      const [script, ...args] = typed;
      if (script === undefined) {
        throw new UsageError(`conform: name the script after --, such as: conform --profile ${name} -- ./my-${name}`);
      }
      return [executable(script, cwd), ...args];
    },
    begin: (setting) => Promise.resolve(begin(name, setting)),
  };
}

function begin(name: CalloutProfileName, setting: ProfileSetting): Begun {
  const { command, limitsMs, stubs, graceCalls } = setting;
  if (setting.hooks !== undefined) {
    throw new UsageError(`--hooks: ${name} runs among stubs and has no use for them; leave the option out`);
  }
  const [script = "", ...args] = command;
  const profile = calloutProfile(name, script, args, { limits: limitFields(times, limitsMs), stubs, graceCalls });
  return {
    hooks: { name: "stubs", can: [], leaseMs: null },
    check: (watch) => checkClauses({ ...watch, clauses: profile.clauses, open: profile.open }),
    end: () => profile.end(),
  };
}
