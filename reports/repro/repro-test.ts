import type { Fault, Scenario } from "../../model/index.ts";
import { storyProperty, storyTitle, summaryParagraphs } from "../issue/index.ts";
import { printable } from "../printable.ts";
import type { FailureStory } from "../story/index.ts";
import { wrap } from "../text/index.ts";
import { literal, quotedText } from "./literal.ts";

const COLUMNS = 112;

const DEFECTS = "What is broken on purpose: empty the list, and the model is CTDB as it is assumed to be.";
const NO_DEFECTS = "Nothing is broken on purpose: the cause is in the scenario, or in an assumption that it drops.";

/**
 * The story as a test file that needs the packages `cluster-sim` and `vitest` and nothing else: red while the property
 * fails, green once its cause is gone. Override files stand beside it in `defects/`.
 */
export function reproTest(story: FailureStory): string {
  const { scenario, defects, verdict } = story;
  const property = storyProperty(story)?.name;
  const options = [
    ...(property === undefined ? [] : [`property: ${quotedText(property)}`]),
    "defects",
    "cwd: import.meta.url",
  ];
  const title = property === undefined ? "the run holds" : `${property} holds`;
  const told = [storyTitle(story, COLUMNS), ...summaryParagraphs(story)];
  return [
    ...told.flatMap((paragraph) => [...comment(paragraph), "//"]),
    ...comment(`cluster-sim ${verdict.version}, model ${verdict.modelHash}, seed ${verdict.seed}`),
    "//",
    `// reproduce: ${printable(verdict.reproduce)}`,
    'import { assertHolds, type ScenarioInput } from "cluster-sim/vitest";',
    'import { test } from "vitest";',
    "",
    `/** ${defects.length === 0 ? NO_DEFECTS : DEFECTS} */`,
    `const defects: readonly string[] = ${literal(defects.map(defectPlace))};`,
    "",
    `const scenario: ScenarioInput = ${literal(ordered(scenario))};`,
    "",
    `test(${quotedText(title)}, () => assertHolds(scenario, { ${options.join(", ")} }), 60_000);`,
    "",
  ].join("\n");
}

function comment(paragraph: string): readonly string[] {
  return wrap(printable(paragraph), COLUMNS).map((line) => `// ${line}`);
}

/** A defect of the package goes by its name; of any other there is a copy beside the test. */
function defectPlace(given: string): string {
  return /[/\\.]/.test(given) ? `./defects/${given.split(/[/\\]/).at(-1) ?? ""}` : given;
}

/** Every fault begins with what it is and when. */
function ordered(scenario: Scenario): Scenario {
  const faults = scenario.faults.map(({ kind, atUs, on, ...rest }) => {
    return { kind, atUs, ...(on === undefined ? {} : { on }), ...rest } as Fault;
  });
  return { ...scenario, faults };
}
