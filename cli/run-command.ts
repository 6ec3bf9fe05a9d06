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
  let code = EXIT.holds as ExitCode;
  const root = program(io, (result) => {
    code = result;
  });
  try {
    await root.parseAsync([...args], { from: "user" });
    if (code === EXIT.interrupted) io.err("cluster-sim: interrupted; what was told is what there was by then\n");
    return code;
  } catch (error) {
    const command = root.commands.find((one) => one.name() === args[0]);
    return explain(error, io, `cluster-sim ${command === undefined ? "" : `${command.name()} `}--help`);
  }
}

/** @param help the command that tells more */
function explain(error: unknown, io: Io, help: string): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.holds;
    io.err(`cluster-sim: ${printable(oneSentence(error.message, help))}\n`);
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
function oneSentence(message: string, help: string): string {
  const flat = message
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ")
    .trim();
  if (flat === "" || flat.startsWith("(outputHelp)")) return `name a command; they are listed by: ${help}`;
  return flat.includes("Did you mean") ? flat : `${flat.replace(/\.$/, "")}; see: ${help}`;
}
