import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The path of a program that can be run, as a shell would find it in PATH; undefined if there is none. */
export function findProgram(name: string, path = process.env["PATH"] ?? ""): string | undefined {
  const places = path.split(delimiter).filter((folder) => folder !== "");
  return places.map((folder) => join(folder, name)).find(isProgram);
}

/** True if it is a file that this user may execute. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
