import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import type { ConformanceResult } from "../../reports/index.ts";
import { builtCommand, root } from "./shell.ts";

/** What a run of `conform` came to. */
export interface Conformed {
  readonly code: number | null;
  /** Absent: it printed no JSON. */
  readonly result: ConformanceResult | undefined;
  readonly err: string;
  /** Processes of it that still run afterwards. */
  readonly left: number;
}

/** Runs the built command with `--json`, and looks for what it left behind. */
export async function conformed(args: readonly string[]): Promise<Conformed> {
  const [node = "", command = ""] = builtCommand;
  const child = spawn(node, [command, "conform", "--json", ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const [out, err, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.on("close", resolve)),
  ]);
  const result = out.startsWith("{") ? (JSON.parse(out) as ConformanceResult) : undefined;
  return { code, result, err, left: leftBehind(child.pid ?? 0) };
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** The names of the clauses with a verdict, in their order. */
export function clausesThat(
  { result }: Conformed,
  verdict: "fail" | "not established",
  level: "mandatory" | "recommended" | "any" = "any",
): readonly string[] {
  const clauses = result?.clauses ?? [];
  return clauses
    .filter((clause) => clause.verdict === verdict && (level === "any" || clause.level === level))
    .map(({ name }) => name);
}

/** Every process of a helper has in its environment who started it. */
function leftBehind(pid: number): number {
  const mark = `CLUSTER_SIM_CREW=${pid}.`;
  const marked = (one: string): boolean => {
    try {
      return readFileSync(`/proc/${one}/environ`, "latin1").includes(mark);
    } catch {
      return false;
    }
  };
  return readdirSync("/proc").filter((one) => /^\d+$/.test(one) && marked(one)).length;
}
