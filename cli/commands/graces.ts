import { graceDesigns, graceNames, graceSentences, graceToday } from "../../model/index.ts";
import { EXIT, type ExitCode, table } from "../../reports/index.ts";
import type { Io } from "../io.ts";

/** `cluster-sim graces`: every design of NFS grace, and where it can be had; as JSON with its fields, too. */
export function graces(io: Io, flags: { readonly json?: boolean }): ExitCode {
  const rows = graceNames.map((grace) => ({ grace, sentence: graceSentences[grace], today: graceToday[grace] }));
  if (flags.json === true)
    io.out(`${JSON.stringify(rows.map((row) => ({ ...row, design: graceDesigns[row.grace] })))}\n`);
  else {
    const lines = rows.flatMap(({ grace, sentence, today }) => [
      [grace, sentence],
      ["", `today: ${today}`],
    ]);
    // On a narrow terminal the table gives a line of its own to each first cell, also to an empty one.
    const full = table(lines, io.look.columns, "").filter((line) => line !== "");
    io.out(`${full.join("\n")}\n`);
  }
  return EXIT.holds;
}
