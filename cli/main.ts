#!/usr/bin/env node
import { EXIT } from "../reports/index.ts";
import { processIo } from "./io.ts";
import { runCommand } from "./run-command.ts";

/** What a shell reports for a program that wrote into a closed pipe. */
const BROKEN_PIPE = 141;

// A reader that has seen enough (head, less) is no error of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(BROKEN_PIPE);
    process.stderr.write(
      `cluster-sim: cannot write to ${stream === process.stdout ? "standard output" : "standard error"} (${error.code}); nothing after this line is kept\n`,
    );
    process.exit(EXIT.usage);
  });
}

process.exitCode = await runCommand(process.argv.slice(2), processIo());
