import { defectCatalogue, loadScenario, readEntry, scenarioCatalogue } from "../../fixtures/index.ts";
import { EXIT, type ExitCode, table } from "../../reports/index.ts";
import type { Io } from "../io.ts";

/** `cluster-sim scenarios`: what the package brings along, under the names `--scenario` and `--defect` take. */
export function scenarios(io: Io, flags: { readonly json?: boolean }): ExitCode {
  const found = scenarioCatalogue().map((entry) => ({
    name: entry.name,
    ...loadScenario(readEntry(entry), entry.name),
  }));
  const defects = defectCatalogue().map(({ name }) => name);
  if (flags.json === true) {
    io.out(
      `${JSON.stringify({ scenarios: found.map(({ name, about, expect }) => ({ name, about, expect })), defects })}\n`,
    );
    return EXIT.holds;
  }
  const rows = found.map(({ name, about = "", expect }) => {
    const verdict =
      expect === undefined ? "" : [expect.verdict, expect.property].filter((word) => word !== undefined).join(": ");
    return [name, verdict, about];
  });
  io.out(`Scenarios (--scenario NAME)\n${table(rows, io.look.columns).join("\n")}\n`);
  if (defects.length > 0) io.out(`\nDefects (--defect NAME)\n${defects.map((name) => `  ${name}\n`).join("")}`);
  return EXIT.holds;
}
