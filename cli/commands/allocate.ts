import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  type AllocationArithmetic,
  type AllocationRequest,
  allocate,
  allocationAlgorithms,
  allocationArithmetics,
  type HomeNode,
  parseAddress,
  parseHomeNodes,
} from "../../model/index.ts";
import { EXIT, type ExitCode } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { integer } from "../options/integer.ts";
import { knownName } from "../options/names.ts";
import { allocationAsked } from "../public-address/allocate-json.ts";
import { linesAsked } from "../public-address/allocate-lines.ts";
import { explainedSteps, stepsData } from "../public-address/explain-steps.ts";
import { UINT32_MAX } from "../public-address/field.ts";
import { NODES_MAX } from "../public-address/limits.ts";
import { addressTunables, tunableName } from "../public-address/tunables.ts";
import { UsageError } from "../usage-error.ts";

/** The options of `allocate`, as typed. */
export interface AllocateFlags {
  readonly algorithm?: string;
  readonly arithmetic?: string;
  readonly nodes?: string;
  readonly runstates?: string;
  readonly set: readonly string[];
  readonly force?: string;
  readonly homeNodes?: string;
  readonly multi?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
}

/** `cluster-sim allocate`: which node shall have which public address. */
export async function allocateAddresses(io: Io, flags: AllocateFlags): Promise<ExitCode> {
  const request = flags.json === true ? await jsonRequest(io, flags) : await linesRequest(io, flags);
  const { assignments, steps } = allocate(request);
  if (flags.json === true) {
    const pairs = assignments.map(({ address, pnn }) => [address.text, pnn]);
    io.out(`${JSON.stringify({ assignments: pairs, ...(flags.explain ? { steps: stepsData(steps) } : {}) })}\n`);
    return EXIT.holds;
  }
  if (flags.explain === true) io.out(explainedSteps(steps));
  io.out(assignments.map(({ address, pnn }) => `${address.text} ${pnn}\n`).join(""));
  return EXIT.holds;
}

async function jsonRequest(io: Io, flags: AllocateFlags): Promise<AllocationRequest> {
  const { json: _json, explain: _explain, set, ...others } = flags;
  const other = Object.keys(others)[0] ?? (set.length > 0 ? "set" : undefined);
  if (other !== undefined) throw new UsageError(`--json: what --${dashed(other)} says stands in the JSON`);
  return allocationAsked(await io.input());
}

async function linesRequest(io: Io, flags: AllocateFlags): Promise<AllocationRequest> {
  const tunables = addressTunables(new Map(flags.set.map(setting)));
  const { algorithm, nodes, runstates, force } = flags;
  return linesAsked(await io.input(), {
    ...tunables,
    ...(algorithm === undefined ? {} : { algorithm: knownName(algorithm, "--algorithm", allocationAlgorithms) }),
    arithmetic: knownName<AllocationArithmetic>(flags.arithmetic ?? "uint32", "--arithmetic", allocationArithmetics),
    forceRebalanceNodes: force === undefined ? [] : numbers(force, "--force"),
    homeNodes: homeNodes(io, flags.homeNodes),
    flags: nodes === undefined ? undefined : numbers(nodes, "--nodes"),
    runStates: runstates === undefined ? undefined : numbers(runstates, "--runstates"),
    isMulti: flags.multi === true,
  });
}

/** Numbers separated by commas, in decimal or as 0x…. */
function numbers(text: string, option: string): number[] {
  const parts = text.split(",");
  if (parts.length > NODES_MAX)
    throw new UsageError(`${option}: at most ${NODES_MAX} nodes, there are ${parts.length}`);
  return parts.map((part) => {
    const word = part.trim();
    return /^0x[0-9a-f]{1,8}$/i.test(word) ? Number(word) : integer(word, option, 0, UINT32_MAX);
  });
}

function setting(text: string): [string, number] {
  const at = text.indexOf("=");
  if (at < 0) throw new UsageError(`--set: expected TUNABLE=VALUE, such as NoIPTakeover=1, got "${text}"`);
  const found = tunableName(text.slice(0, at).trim());
  if ("wrong" in found) throw new UsageError(`--set: ${found.wrong}`);
  return [found.name, integer(text.slice(at + 1), `--set ${found.name}`, 0, UINT32_MAX)];
}

function homeNodes(io: Io, file: string | undefined): readonly HomeNode[] {
  if (file === undefined) return [];
  const { homeNodes: read, unreadable } = parseHomeNodes(fileText(resolve(io.cwd, file), file), parseAddress);
  if (unreadable !== undefined)
    io.err(`cluster-sim: --home-nodes: the whole file counts for nothing, as for CTDB: a line cannot be read\n`);
  return read;
}

function fileText(path: string, given: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`--home-nodes: cannot read "${given}" (${(error as NodeJS.ErrnoException).code ?? "failed"})`);
  }
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
