import { spawnSync } from "node:child_process";
import { type Outcome, type Size, speed } from "../line.ts";
import { builtCommand, root } from "./shell.ts";

/** Notes the CPU time of the process at its first output, and at its end, on file descriptor 3. */
const probe = `
import { writeSync } from "node:fs";
const cpu = () => { const { user, system } = process.cpuUsage(); return user + system; };
const write = process.stdout.write;
process.stdout.write = function (...args) {
  process.stdout.write = write;
  writeSync(3, cpu() + "\\n");
  return write.apply(process.stdout, args);
};
process.on("exit", () => writeSync(3, cpu() + "\\n"));
`;

const ROUNDS = 7;
const LIMIT_S = 0.3;

/** The installed command, cold, to its first output: the median of some starts. */
export function coldStart(size: Size): Outcome {
  const [program = "", main = ""] = builtCommand;
  const starts = Array.from({ length: ROUNDS }, () => {
    const hook = `data:text/javascript,${encodeURIComponent(probe)}`;
    const { output } = spawnSync(program, ["--import", hook, main, "run", "--seed", "42"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    return (output[3] ?? "")
      .trim()
      .split("\n")
      .map((us) => Number(us) / 1_000_000);
  });
  const first = median(starts.map(([seconds]) => seconds ?? Number.NaN));
  const whole = median(starts.map((seconds) => seconds.at(-1) ?? Number.NaN));
  return speed(
    size,
    first < LIMIT_S,
    `first output after ${first.toFixed(3)} CPU-s, the whole run ${whole.toFixed(3)} CPU-s (median of ${ROUNDS})`,
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
