import { faultKinds } from "../../model/index.ts";
import { EXIT, type ExitCode, table } from "../../reports/index.ts";
import type { Io } from "../io.ts";

/** `cluster-sim faults`: every kind of fault with its sentence. */
export function faults(io: Io, flags: { readonly json?: boolean }): ExitCode {
  const rows = Object.entries(faultKinds);
  if (flags.json === true) io.out(`${JSON.stringify(rows.map(([kind, sentence]) => ({ kind, sentence })))}\n`);
  else io.out(`${table(rows, io.look.columns, "").join("\n")}\n`);
  return EXIT.holds;
}
