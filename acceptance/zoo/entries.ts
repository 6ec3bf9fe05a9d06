import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { SuiteOptions } from "../../cli/suite/index.ts";
import { defectCatalogue } from "../../fixtures/index.ts";
import { parseOverride, type Scenario } from "../../model/index.ts";

/** A historic defect as an override file. */
export interface Entry {
  readonly name: string;
  /** What it is: the comment at the head of its file. */
  readonly sentence: string;
  /** The options of `run` that show it, the defect itself among them. */
  readonly options: SuiteOptions;
  readonly property: string;
}

/** Every file of the zoo that says which property it breaks. */
export async function zooEntries(): Promise<readonly Entry[]> {
  const files = defectCatalogue().filter(({ name }) => name.startsWith("zoo-"));
  const entries = await Promise.all(files.map(({ name, path }) => entryOf(name, path)));
  return entries.filter((entry) => entry !== undefined);
}

async function entryOf(name: string, path: string): Promise<Entry | undefined> {
  const content = (await import(pathToFileURL(path).href)) as { readonly default: unknown };
  const overrides = parseOverride(content.default, name);
  const expected = overrides.find((one) => one.expect !== undefined)?.expect as
    | { readonly property: string }
    | undefined;
  if (expected === undefined) return undefined;
  const shown = (overrides.find((one) => one.scenario !== undefined)?.scenario ?? {}) as Partial<Scenario>;
  const { lock, ctdb, dropped = [] } = shown;
  return {
    name,
    sentence: headOf(readFileSync(path, "utf8")),
    property: expected.property,
    options: {
      ...(lock === undefined ? {} : { lock }),
      ...(ctdb === undefined ? {} : { ctdb }),
      drop: dropped,
      defects: [name],
    },
  };
}

function headOf(text: string): string {
  const [, comment = ""] = /^\/\*\*([\s\S]*?)\*\//.exec(text) ?? [];
  return comment
    .replaceAll(/\s*\n \*\s?/g, " ")
    .trim()
    .replace(/^ZOO-\w+: /, "");
}
