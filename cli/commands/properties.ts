import { assumptions } from "../../model/index.ts";
import { properties as claims, witnesses } from "../../properties/index.ts";
import { EXIT, type ExitCode, table } from "../../reports/index.ts";
import type { Io } from "../io.ts";

/** `cluster-sim properties`: what runs are judged by, and what a verdict may rest on. */
export function properties(io: Io, flags: { readonly json?: boolean }): ExitCode {
  const said = {
    properties: claims.map(({ name, kind, sentence }) => ({ name, kind, sentence })),
    witnesses: witnesses.map(({ name, sentence }) => ({ name, sentence })),
    assumptions: assumptions.map(({ name, kind, sentence, fact }) => ({ name, kind, sentence, fact })),
  };
  if (flags.json === true) io.out(`${JSON.stringify(said)}\n`);
  else io.out(text(said, io.look.columns));
  return EXIT.holds;
}

interface Said {
  readonly name: string;
  readonly sentence: string;
  readonly kind?: string;
}

function text(said: Readonly<Record<string, readonly Said[]>>, columns: number): string {
  const headings: Readonly<Record<string, string>> = {
    properties: "Properties: what must hold",
    witnesses: "Witnesses: what a campaign must have seen",
    assumptions: "Assumptions: what a verdict may rest on; each can be dropped",
  };
  return Object.entries(said)
    .map(([group, rows]) => {
      const cells = rows.map(({ name, kind, sentence }) => [
        name,
        kind === undefined ? sentence : `${kind}: ${sentence}`,
      ]);
      return `${[headings[group] ?? group, ...table(cells, columns)].join("\n")}\n`;
    })
    .join("\n");
}
