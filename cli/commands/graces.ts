import { graceDesigns, graceNames, graceSentences } from "../../model/index.ts";
import { EXIT, type ExitCode, table } from "../../reports/index.ts";
import type { Io } from "../io.ts";

/** `cluster-sim graces`: every design of NFS grace with its sentence; as JSON with its fields, too. */
export function graces(io: Io, flags: { readonly json?: boolean }): ExitCode {
  const rows = graceNames.map((grace) => ({ grace, sentence: graceSentences[grace] }));
  if (flags.json === true)
    io.out(`${JSON.stringify(rows.map((row) => ({ ...row, design: graceDesigns[row.grace] })))}\n`);
  else {
    const lines = rows.map(({ grace, sentence }) => [grace, sentence]);
    io.out(`${table(lines, io.look.columns, "").join("\n")}\n`);
  }
  return EXIT.holds;
}
