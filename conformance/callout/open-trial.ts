import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { TranscriptLine } from "../clause/index.ts";
import type { CalloutCommand } from "./command.ts";
import { type CalloutLimits, callInWords, endingInWords, type Outcome, Sandbox } from "./sandbox/index.ts";
import type { CalloutTrial, Findings } from "./trial.ts";

/** A trial that was opened, and how it is ended. */
export interface OpenCalloutTrial {
  readonly trial: CalloutTrial;
  /** Nothing that a call-out does is beyond its clause: a runaway is a finding of the clause that saw it. */
  runaway(): undefined;
  /** Ends every process, removes every file, tells what happened. */
  close(): Promise<readonly TranscriptLine[]>;
}

const LINES_MAX = 400;

/** Makes the place in which one clause is checked. */
export function openTrial(command: CalloutCommand, limits: CalloutLimits, findings: Findings): OpenCalloutTrial {
  const root = mkdtempSync(join(tmpdir(), "callout-"));
  const databases = join(root, "cluster/db");
  mkdirSync(databases, { recursive: true });
  const startedMs = performance.now();
  const transcript: TranscriptLine[] = [];
  const note = (text: string): void => {
    if (transcript.length < LINES_MAX) transcript.push({ atMs: performance.now() - startedMs, text });
  };
  const nodes = new Map<number, Sandbox>();
  const { script, args, stubs, graceCalls } = command;
  const make = (pnn: number): Sandbox => {
    const name = `node-${pnn}`;
    const ran = (outcome: Outcome): void => note(`${name}: ${runInWords(outcome)}`);
    const made = new Sandbox({ root, name, script, args, limits, stubs: [...stubs, ...graceCalls], ran });
    nodes.set(pnn, made);
    return made;
  };
  const trial: CalloutTrial = {
    once: (name, find) => findings.once(name, find),
    limits,
    graceCalls,
    node: (pnn) => nodes.get(pnn) ?? make(pnn),
    records: () => recordsIn(databases),
    note,
    pause: (ms) => sleep(ms),
  };
  const close = async (): Promise<readonly TranscriptLine[]> => {
    for (const node of nodes.values()) await node.end();
    rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    return transcript;
  };
  return { trial, runaway: () => undefined, close };
}

function recordsIn(databases: string): readonly string[] {
  const lines = readdirSync(databases, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap(({ name }) => readFileSync(join(databases, name), "utf8").split("\n"));
  return lines.filter((line) => line !== "").sort();
}

function runInWords(outcome: Outcome): string {
  const calls = outcome.calls.map((call) => `${callInWords(call)}${call.status === 0 ? "" : ` (${call.status})`}`);
  const errors = outcome.err.trim().split("\n").slice(0, 3).join(" / ").slice(0, 300);
  const made = calls.length === 0 ? "no calls" : `called ${calls.join("; ").slice(0, 1_000)}`;
  return `${outcome.args.join(" ")} ${endingInWords(outcome)}, ${made}${errors === "" ? "" : `, said: ${errors}`}`;
}
