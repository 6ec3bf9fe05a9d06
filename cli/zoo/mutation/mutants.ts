import { type ConstantName, constantTable, type Model, type Override } from "../../../model/index.ts";

/** What is done to a name. */
export type MutantKind =
  | "guard negated"
  | "guard always"
  | "guard never"
  | "action dropped"
  | "step dropped"
  | "delay 0"
  | "delay infinite"
  | "constant 0"
  | "constant infinite";

/** A model with one name replaced by something wrong. */
export interface Mutant {
  /** `<chart> <kind> <name>`; a constant belongs to no chart: `*`. */
  readonly id: string;
  readonly chart: string;
  readonly kind: MutantKind;
  readonly name: string;
  readonly override: Override;
}

type Ask = (c: never, e: never) => boolean;

/** Beyond any run, microseconds; of a count, beyond any count. */
const INFINITE_US = 1_000_000_000_000;
const INFINITE_COUNT = 1_000_000_000;

/** Every guard, action, step and delay of the charts, and every constant, each wrong in each way that its kind has. */
export function mutantsOf({ charts }: Model): readonly Mutant[] {
  const some = Object.values(charts).flatMap((chart): Mutant[] => {
    const mutant = (kind: MutantKind, name: string, part: Omit<Override, "id" | "chart">): Mutant => {
      const id = `${chart.id} ${kind} ${name}`;
      return { id, chart: chart.id, kind, name, override: { id, chart: chart.id, ...part } };
    };
    const steps = (chart.steps ?? []).map(({ name }) => name);
    return [
      ...Object.entries(chart.guards).flatMap(([name, guard]) => {
        const test = guard.test as Ask;
        return [
          mutant("guard negated", name, { guards: { [name]: (c, e) => !test(c, e) } }),
          mutant("guard always", name, { guards: { [name]: () => true } }),
          mutant("guard never", name, { guards: { [name]: () => false } }),
        ];
      }),
      ...Object.keys(chart.actions).map((name) =>
        mutant("action dropped", name, { actions: { [name]: { effect: () => undefined } } }),
      ),
      ...steps.map((name) => mutant("step dropped", name, { steps: steps.filter((other) => other !== name) })),
      ...Object.keys(chart.delays ?? {}).flatMap((name) => [
        mutant("delay 0", name, { delays: { [name]: 0 } }),
        mutant("delay infinite", name, { delays: { [name]: INFINITE_US } }),
      ]),
    ];
  });
  const [first = ""] = Object.keys(charts);
  return [...some, ...(Object.keys(constantTable) as ConstantName[]).flatMap((name) => wrongConstants(first, name))];
}

/** @param chart any chart: constants belong to none, but an override names one */
function wrongConstants(chart: string, name: ConstantName): readonly Mutant[] {
  const { unit, value } = constantTable[name];
  const infinite = unit === "us" ? INFINITE_US : INFINITE_COUNT;
  const as = (kind: MutantKind, wrong: number): Mutant => {
    const id = `* ${kind} ${name}`;
    return { id, chart: "*", kind, name, override: { id, chart, constants: { [name]: wrong } } };
  };
  if (unit === "switch") return [as(value === 0 ? "constant infinite" : "constant 0", 1 - value)];
  return [as("constant 0", 0), as("constant infinite", infinite)];
}
