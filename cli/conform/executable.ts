import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { quoted } from "../session/reproduce.ts";
import { UsageError } from "../usage-error.ts";

const HEAD_BYTES = 256;

/**
 * The absolute path of a program that execv could run.
 *
 * @throws UsageError if it has no slash, is missing, is no file, is not executable, or has no interpreter
 */
export function executable(typed: string, cwd: string): string {
  const name = quoted(typed);
  if (!typed.includes("/")) {
    throw new UsageError(
      `${name}: ctdbd searches no PATH; give the path of the program, such as ./${name} or $(command -v ${name})`,
    );
  }
  const path = resolve(cwd, typed);
  if (!existsSync(path)) throw new UsageError(`${name}: there is no such file; give the path of the program`);
  if (!statSync(path).isFile()) throw new UsageError(`${name}: expected a program, got a folder or a device`);
  if (!mayRun(path)) throw new UsageError(`${name}: is not executable; make it so with: chmod +x ${name}`);
  checkHead(path, name);
  return path;
}

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A shell would run a text without a first line that names its interpreter; execv does not. */
function checkHead(path: string, name: string): void {
  const head = headOf(path);
  if (head === undefined) return;
  const interpreter = /^#![ \t]*([^\s]+)/.exec(head)?.[1];
  if (interpreter === undefined && !head.includes("\u0000")) {
    throw new UsageError(
      `${name}: is a text without a first line such as #!/bin/sh; without a shell nothing can run it`,
    );
  }
  if (/^#![^\n]*\r(?:\n|$)/.test(head)) {
    throw new UsageError(
      `${name}: its first line ends with a carriage return, which Linux takes for a part of it; remove those with: sed -i 's/\\r$//' ${name}`,
    );
  }
  if (interpreter !== undefined && !existsSync(interpreter)) {
    throw new UsageError(`${name}: its first line names ${quoted(interpreter)}, and there is no such file`);
  }
}

/** Its first bytes; undefined: it may be run but not read. */
function headOf(path: string): string | undefined {
  try {
    const file = openSync(path, "r");
    const bytes = Buffer.alloc(HEAD_BYTES);
    const count = readSync(file, bytes);
    closeSync(file);
    return bytes.toString("latin1", 0, count);
  } catch {
    return undefined;
  }
}
