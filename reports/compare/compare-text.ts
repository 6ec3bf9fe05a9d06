import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import { table } from "../text/index.ts";
import { durationText } from "../time-text.ts";
import type { Comparison, DesignResult } from "./comparison.ts";
import { comparedMeasures } from "./measures.ts";
import {
  addressFailOverWords,
  budgetWords,
  differenceWords,
  distributionWords,
  leftOutWords,
  violationWords,
} from "./words.ts";

/** Designs side by side, measure by measure; the seed stands first and last. */
export function compareText(comparison: Comparison, look: Look): string {
  const { strong, good, bad } = look.paint;
  const { designs, runs, runsAsked, budgetUs, addressBudgetUs, seed, reproduce, leftOut } = comparison;
  const rowsOf = (cell: (design: DesignResult) => string): string[] =>
    table(
      designs.map((design) => [design.name, printable(cell(design))]),
      look.columns,
    );
  const stopped = runs < runsAsked ? ` of ${runsAsked}: stopped early` : "";
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", strong(title), ...lines];
  const measured = comparedMeasures.filter(({ name }) =>
    designs.some(({ measures }) => (measures[name]?.max ?? 0) > 0),
  );
  const still = comparedMeasures.filter((one) => !measured.includes(one));
  return [
    "",
    strong(
      `${designs.map(({ name }) => name).join(", ")}: ${runs} runs each${stopped}, the same seeds and misfortunes`,
    ),
    ...section("Assumptions in force", [
      ...table([["all", printable(comparison.common.join(", ") || "none")]], look.columns),
      ...rowsOf(
        ({ assumptions }) => assumptions.filter((name) => !comparison.common.includes(name)).join(", ") || "no other",
      ),
    ]),
    ...section(
      "Left out, so that all are hurt alike",
      leftOut.length === 0
        ? ["  nothing"]
        : table(
            leftOut.map((one) => leftOutWords(one).map(printable)),
            look.columns,
          ),
    ),
    ...section("Violations", rowsOf(violationWords)),
    ...measured.flatMap(({ name, title }) =>
      section(
        title,
        rowsOf(
          (design) => `${distributionWords(name, design)}${differenceWords(name, design, designs[0]?.name ?? "")}`,
        ),
      ),
    ),
    ...section(
      `Fail-overs of addresses, to their announcement${addressBudgetUs === null ? "" : `: budget ${durationText(addressBudgetUs)}`}`,
      rowsOf(addressFailOverWords),
    ),
    ...section(
      "Never seen with any",
      still.length === 0 ? [] : table([["  ", still.map(({ title }) => title).join(", ")]], look.columns, ""),
    ),
    ...(budgetUs === null
      ? []
      : section(
          `Fail-overs against a budget of ${durationText(budgetUs)}, until the recovery is done`,
          rowsOf(budgetWords),
        )),
    "",
    `seed ${printable(seed)}, ${runs} runs of ${designs.length} designs${
      budgetUs === null && addressBudgetUs === null
        ? ""
        : `: the budget is ${comparison.budgetBroken ? bad("broken") : good("kept")}`
    }`,
    `reproduce: ${printable(reproduce)}`,
    "",
  ].join("\n");
}
