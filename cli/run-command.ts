import { CommanderError } from "commander";
import { EXIT, type ExitCode, printable } from "../reports/index.ts";
import { InputError } from "./input-error.ts";
import type { Io } from "./io.ts";
import { program } from "./program.ts";
import { UsageError } from "./usage-error.ts";
import { version } from "./version.ts";

/** Errors whose sentence is meant for the user: what was given cannot be used. */
const blamesInput: ReadonlySet<string> = new Set([
  "UsageError",
  "ScenarioError",
  "TapeError",
  "OverrideError",
  "ChartError",
  "ChoiceError",
  "UnavailableError",
  "HookError",
]);

/** Runs one command line and gives its exit code; nothing is thrown. */
export async function runCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.holds;
  try {
    await program(io, (result) => {
      code = result;
    }).parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    return explain(error, io);
  }
}

function explain(error: unknown, io: Io): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.holds;
    io.err(`cluster-sim: ${printable(oneSentence(error.message))}\n`);
    return EXIT.usage;
  }
  if (
    error instanceof InputError ||
    error instanceof UsageError ||
    (error instanceof Error && blamesInput.has(error.name))
  ) {
    io.err(`cluster-sim: ${printable(error.message)}\n`);
    return EXIT.usage;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(
    `cluster-sim ${version()}: this is a bug of cluster-sim; please report it with the command line and these lines:\n${stack}\n`,
  );
  return EXIT.bug;
}

/** Commander's message on one line, with the way out. */
function oneSentence(message: string): string {
  const flat = message
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ")
    .trim();
  if (flat === "" || flat.startsWith("(outputHelp)")) return "name a command; they are listed by: cluster-sim --help";
  return flat.includes("Did you mean") ? flat : `${flat.replace(/\.$/, "")}; see: cluster-sim --help`;
}
