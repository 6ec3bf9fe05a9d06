import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** A child that outlives its parent, then says whose child it is. */
const orphan = `(while kill -0 "$$" 2>/dev/null; do sleep 0.01; done; exec /bin/sh -c 'echo "$PPID"') &`;

let known: Promise<number> | undefined;

/** Who adopts orphans on this machine: 1, unless something above us takes them (a container, a session manager). */
export function adopter(): Promise<number> {
  known ??= promisify(execFile)("/bin/sh", ["-c", orphan]).then(({ stdout }) => Number(stdout));
  return known;
}
