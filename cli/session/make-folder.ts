import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** As `mkdir -p`. Node's own recursive mkdir never comes back where a folder exists and none can be made in it (/proc). */
export function makeFolder(place: string): void {
  if (existsSync(place)) return;
  makeFolder(dirname(place));
  mkdirSync(place);
}
