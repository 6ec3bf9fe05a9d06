/** One program that a script ran and that was a stub of ours. */
export interface Call {
  /** Milliseconds on a clock that all nodes of a trial share; it ticks every 10 ms. */
  readonly atMs: number;
  /** Name without its folder, such as `service`. */
  readonly program: string;
  readonly args: readonly string[];
  /** What the stub answered. */
  readonly status: number;
  /** Which run of a script it comes from, also when that left it in the background; 0: its environment does not tell. */
  readonly run: number;
}

/**
 * Reads the log of the stubs: fields that each end with a zero byte (uptime in seconds, number of the run, name,
 * status, number of arguments, the arguments). What a killed stub left half-written, or a script wrote between, ends the reading.
 */
export function parseCalls(log: string): readonly Call[] {
  const fields = log.split("\0");
  const calls: Call[] = [];
  for (let at = 0; at + 5 < fields.length; ) {
    const [uptime = "", run = "", program = "", status = "", count = ""] = fields.slice(at, at + 5);
    const end = at + 5 + Number(count);
    if (![uptime, run, status, count].every(isNumber) || end >= fields.length) break;
    calls.push({
      atMs: Math.round(Number(uptime) * 1_000),
      program,
      status: Number(status),
      run: Number(run),
      args: fields.slice(at + 5, end),
    });
    at = end;
  }
  return calls;
}

function isNumber(field: string): boolean {
  return /^\d{1,12}(\.\d{1,6})?$/.test(field);
}

/** A call as a shell would show it, shortened. */
export function callInWords({ program, args }: Call): string {
  const text = [program, ...args].join(" ");
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
