import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { EXIT, type ExitCode } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { rewriteReports } from "../session/rewrite-reports.ts";

/** The options of `report`, as typed. */
export interface ReportFlags {
  readonly open?: boolean;
}

/** `cluster-sim report`: the reports of a run folder, written anew. */
export async function report(io: Io, folder: string, flags: ReportFlags): Promise<ExitCode> {
  const written = await rewriteReports(io, folder);
  if (written.divergence !== undefined) {
    io.err(`cluster-sim: diverged: ${written.divergence}; the reports are left as they are\n`);
    return EXIT.diverged;
  }
  for (const name of written.files) io.out(`${join(folder, name)}\n`);
  if (flags.open === true) open(resolve(io.cwd, folder, "report.html"), io);
  return EXIT.holds;
}

/** Has the desktop show a file; without a desktop its name is all that can be given. */
function open(path: string, io: Io): void {
  const opener = { darwin: "open", win32: "explorer" }[process.platform as string] ?? "xdg-open";
  const child = spawn(opener, [path], { stdio: "ignore", detached: true });
  child.on("error", () => io.err(`cluster-sim: there is no ${opener} here to open the page; open the file yourself\n`));
  child.unref();
}
