import {
  type GroupRoles,
  groupNames,
  groupRoles,
  type LeaderGroups,
  type LockDesign,
  lockDesigns,
  type ReloadDesign,
  reloadDesigns,
  type Scenario,
  type ServedDesign,
  servedDesigns,
  type TakeoverDesign,
  type TickleDesign,
  takeoverDesigns,
  tickleDesigns,
} from "../../model/index.ts";
import type { CompareFlags } from "../options/compare-flags.ts";
import { knownNames } from "../options/names.ts";
import type { RunRequest } from "../session/request.ts";
import { UsageError } from "../usage-error.ts";

/** Curves that can be told apart in one picture. */
const DESIGNS_MAX = 6;

/** One of the designs that are compared. */
export interface Variant {
  readonly name: string;
  /** Absent: that of the scenario. */
  readonly lock?: LockDesign;
  /** What else it changes about a scenario. */
  readonly change: (scenario: Scenario) => Scenario;
}

/** The designs, and under which option they were given. */
export interface Variants {
  readonly option: "--lock" | "--takeover" | "--tickles" | "--served" | "--reload" | "--groups";
  readonly designs: readonly Variant[];
  /** What is drawn for all of them beside what was asked for; absent: nothing. */
  readonly drawn?: Pick<RunRequest, "reload">;
}

const locks = Object.keys(lockDesigns) as LockDesign[];
const takeovers = Object.keys(takeoverDesigns) as TakeoverDesign[];
const tickleNames = Object.keys(tickleDesigns) as TickleDesign[];
const servedNames = Object.keys(servedDesigns) as ServedDesign[];
const reloads = Object.keys(reloadDesigns) as ReloadDesign[];
const same = (scenario: Scenario): Scenario => scenario;

/** The options other than the lock's that may list designs. */
const others = ["takeover", "tickles", "served", "reload", "groups"] as const;

/**
 * What is compared: the one option that lists several designs.
 *
 * @throws UsageError if none or more than one does
 */
export function variantsOf(flags: CompareFlags): Variants {
  const { lock } = flags;
  const isList = (text: string | undefined): text is string => text?.includes(",") === true;
  const [option, second] = others.filter((name) => isList(flags[name]));
  if (option !== undefined && second !== undefined)
    throw new UsageError(`--${option}, --${second}: both list designs; give one for one of the two`);
  if (option !== undefined && isList(lock))
    throw new UsageError(`--lock: --${option} lists the designs to compare; give one design of the lock`);
  if (option !== undefined) return variantsBy[option](flags[option] ?? "");
  const single = others.find((name) => flags[name] !== undefined);
  if (lock === undefined && single !== undefined)
    throw new UsageError(`--${single}: one design compares with nothing; give two or more, separated by commas`);
  if (lock === undefined)
    throw new UsageError(
      "--lock: give 2 to 6 designs of the lock, or designs of --takeover, --tickles, --served, --reload, --groups or --grace",
    );
  return checked("--lock", lock, locks, (name) => ({ name, lock: name, change: same }));
}

const variantsBy: Readonly<Record<(typeof others)[number], (given: string) => Variants>> = {
  takeover: by("--takeover", takeovers, (takeover) => ({ takeover })),
  tickles: by("--tickles", tickleNames, (tickles) => ({ tickles })),
  served: by("--served", servedNames, (served) => ({ served })),
  // Without anybody who reloads there would be nothing to compare.
  reload: (given) => ({
    ...by("--reload", reloads, (reload) => ({ reload }))(given),
    drawn: { reload: "child" },
  }),
  groups: (given) =>
    checked("--groups", given, groupRoles, (name) => ({
      name,
      change: (scenario) => ({ ...scenario, ...withRoles(scenario.groups, name) }),
    })),
};

/** Designs that a field of the scenario names. */
function by<Name extends string>(
  option: Variants["option"],
  known: readonly Name[],
  named: (name: Name) => Partial<Scenario>,
): (given: string) => Variants {
  return (given) =>
    checked(option, given, known, (name) => ({ name, change: (scenario) => ({ ...scenario, ...named(name) }) }));
}

function checked<Name extends string>(
  option: Variants["option"],
  given: string,
  known: readonly Name[],
  variant: (name: Name) => Variant,
): Variants {
  const names = knownNames(given, option, known);
  const example = known.slice(0, 3).join(",");
  if (names.length < 2 || names.length > DESIGNS_MAX)
    throw new UsageError(
      `${option}: expected 2 to ${DESIGNS_MAX} different designs, separated by commas, such as ${example}; got ${names.length}`,
    );
  return { option, designs: names.map(variant) };
}

function withRoles(groups: LeaderGroups | undefined, roles: GroupRoles): Pick<Scenario, "groups"> {
  if (groups === undefined) return {};
  const each = groupNames.flatMap((name) => {
    const group = groups[name];
    return group === undefined ? [] : [[name, { ...group, roles }] as const];
  });
  return { groups: Object.fromEntries(each) };
}
