import {
  type CatalogueEntry,
  configurationCatalogue,
  defectCatalogue,
  faultCatalogue,
  loadScenario,
  readEntry,
  scenarioCatalogue,
} from "../../fixtures/index.ts";
import { EXIT, type ExitCode, table } from "../../reports/index.ts";
import type { Io } from "../io.ts";

/** A sentence in fewer columns than this is hard to read beside a name. */
const SENTENCE_MIN = 40;

/** `cluster-sim scenarios`: what the package brings along, under the names `--scenario` and `--defect` take. */
export function scenarios(io: Io, flags: { readonly json?: boolean }): ExitCode {
  const found = scenarioCatalogue().map(described);
  const faults = faultCatalogue().map(described);
  const configurations = configurationCatalogue().map(({ name }) => name);
  const defects = defectCatalogue().map(({ name }) => name);
  if (flags.json === true) {
    io.out(
      `${JSON.stringify({ scenarios: found.map(({ name, about, expect }) => ({ name, about, expect })), faults: faults.map(({ name, about }) => ({ name, about })), configurations, defects })}\n`,
    );
    return EXIT.holds;
  }
  const rows = found.map(({ name, about = "", expect }) => {
    const verdict =
      expect === undefined ? "" : [expect.verdict, expect.property].filter((word) => word !== undefined).join(": ");
    return [name, verdict, about];
  });
  io.out(`Scenarios (--scenario NAME)\n${table(rows, io.look.columns, "  ", SENTENCE_MIN).join("\n")}\n`);
  const faultRows = faults.map(({ name, about = "" }) => [name, about]);
  io.out(
    `\nFaults measured on real CTDB (--scenario NAME)\n${table(faultRows, io.look.columns, "  ", SENTENCE_MIN).join("\n")}\n`,
  );
  io.out(`\nConfigurations (--config NAME)\n${configurations.map((name) => `  ${name}\n`).join("")}`);
  if (defects.length > 0) io.out(`\nDefects (--defect NAME)\n${defects.map((name) => `  ${name}\n`).join("")}`);
  return EXIT.holds;
}

function described(entry: CatalogueEntry) {
  return { name: entry.name, ...loadScenario(readEntry(entry), entry.name) };
}
