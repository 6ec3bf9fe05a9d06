import { constantTable, listNames, standardModel } from "../../model/index.ts";
import { durationText, EXIT, type ExitCode } from "../../reports/index.ts";
import type { Io } from "../io.ts";

/** `cluster-sim names`: every name an override or `--set` can replace, with sentence, default and place. */
export function names(io: Io, flags: { readonly json?: boolean }): ExitCode {
  const rows = allNames();
  if (flags.json === true) io.out(`${JSON.stringify(rows)}\n`);
  else
    for (const row of rows)
      io.out(
        `${row.chart} ${row.kind} ${row.name}\n    ${row.sentence}\n    default: ${row.default}\n    from: ${row.place}\n`,
      );
  return EXIT.holds;
}

function allNames() {
  const constants = Object.entries(constantTable).map(([name, { sentence, value, unit, source }]) => ({
    chart: "*",
    kind: "constant",
    name,
    sentence,
    default: unit === "us" ? durationText(value) : String(value),
    place: source,
  }));
  return [...constants, ...listNames(standardModel().charts)];
}
