#!/usr/bin/env node
import { processIo } from "./io.ts";
import { runCommand } from "./run-command.ts";

/** What a shell reports for a program that wrote into a closed pipe. */
const BROKEN_PIPE = 141;

// A reader that has seen enough (head, less) is no error of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(BROKEN_PIPE);
  });
}

process.exitCode = await runCommand(process.argv.slice(2), processIo());
