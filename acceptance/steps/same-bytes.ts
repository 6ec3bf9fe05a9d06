import { type Outcome, outcome } from "../line.ts";
import { builtCommand, run, sourceCommand } from "./shell.ts";

/** One seed twice with the built command and once from the sources: the same bytes, as text and as JSON. */
export function sameBytes(seed: string): Outcome {
  for (const flags of [[], ["--json"]]) {
    const args = ["run", "--seed", seed, ...flags];
    const [first, second, sources] = [builtCommand, builtCommand, sourceCommand].map((command) =>
      run([...command, ...args]),
    );
    if (first === undefined || first.out === "")
      return outcome(false, `${args.join(" ")} printed nothing: ${first?.err}`);
    if (first.out !== second?.out) return outcome(false, `${args.join(" ")} printed two texts in two runs`);
    if (first.out !== sources?.out)
      return outcome(false, `${args.join(" ")}: sources and build print two texts: ${sources?.err}`);
  }
  return outcome(true, `\`run --seed ${seed}\`, text and JSON: two runs of the build and one of the sources agree`);
}
