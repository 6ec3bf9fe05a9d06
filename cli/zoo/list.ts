import { defectCatalogue, loadZoo, type ZooEntry } from "../../fixtures/index.ts";
import { EXIT, type ExitCode, table } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { settingOf, zooDefect } from "./zoo-defect.ts";

/** `cluster-sim zoo list`: every entry, how it shows and what it breaks. */
export async function list(io: Io, flags: { readonly json?: boolean }): Promise<ExitCode> {
  const files = new Set(defectCatalogue().map(({ name }) => name));
  const rows = await Promise.all(loadZoo().map((entry) => rowOf(entry, files.has(entry.id), io.cwd)));
  if (flags.json === true) {
    io.out(`${JSON.stringify({ defects: rows.map(({ shown: _, ...row }) => row) })}\n`);
    return EXIT.holds;
  }
  for (const area of new Set(rows.map((row) => row.area))) {
    const lines = rows
      .filter((row) => row.area === area)
      .map(({ id, sentence, shown, property, breaks, note, unmeasured }) => {
        const how =
          unmeasured === undefined
            ? `(${settingOf(shown).join(", ")}; breaks ${property}; in the field: ${breaks.join(", ")})`
            : `Not measured: ${unmeasured}`;
        return [id, [sentence, how, ...(note === undefined ? [] : [note])].join(" ")];
      });
    io.out(`\n${area}\n${table(lines, io.look.columns).join("\n")}\n`);
  }
  return EXIT.holds;
}

async function rowOf(entry: ZooEntry, hasFile: boolean, cwd: string) {
  const { id, area, sentence, injects, breaks, note, unmeasured } = entry;
  const defect = hasFile ? await zooDefect(entry, cwd) : undefined;
  const shown = defect?.shown ?? { drop: [], set: {} };
  const { lock = "fcntl", ctdb = "head", recovery, grace, drop } = shown;
  return {
    id,
    shown,
    area,
    sentence,
    lock,
    ctdb: typeof ctdb === "object" ? ctdb.join("+") : ctdb,
    ...(recovery === undefined ? {} : { recovery }),
    ...(grace === undefined ? {} : { grace }),
    dropped: drop,
    property: defect?.property ?? null,
    properties: defect?.expected ?? [],
    breaks,
    ...(note === undefined ? {} : { note }),
    injects,
    limitEvents: 2 * injects.length,
    measured: unmeasured === undefined,
    ...(unmeasured === undefined ? {} : { unmeasured }),
  };
}
