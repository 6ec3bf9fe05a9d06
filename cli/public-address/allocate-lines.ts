import {
  type AllocationAlgorithm,
  type AllocationArithmetic,
  type AllocationRequest,
  type HomeNode,
  type KnownAddress,
  offersAddresses,
  parseAddress,
  RUN_STATE_RUNNING,
} from "../../model/index.ts";
import { InputError } from "../input-error.ts";
import { NODES_MAX, tooMany } from "./limits.ts";

/** What the options of `allocate` say. */
export interface LinesSettings {
  readonly algorithm: AllocationAlgorithm;
  readonly arithmetic: AllocationArithmetic;
  readonly noIpTakeover: boolean;
  readonly noIpFailback: boolean;
  readonly forceRebalanceNodes: readonly number[];
  readonly homeNodes: readonly HomeNode[];
  /** The flags of each node; undefined: as many healthy nodes as the lines name. */
  readonly flags: readonly number[] | undefined;
  /** The run state of each node; undefined: all are RUNNING. */
  readonly runStates: readonly number[] | undefined;
  /** Does each node have a block of lines of its own? */
  readonly isMulti: boolean;
}

/** A line `ADDRESS PNN [PNN,PNN,…]`. */
interface Line extends KnownAddress {
  readonly number: number;
  /** Undefined: every node knows it. */
  readonly allowed: readonly number[] | undefined;
}

/** What `allocate` is asked by lines. @throws InputError */
export function linesAsked(text: string, settings: LinesSettings): AllocationRequest {
  const blocks = settings.isMulti ? blocksOf(text) : [oneBlock(text)];
  const nodes = settings.flags?.length ?? (settings.isMulti ? blocks.length : nodesNamed(blocks.flat()));
  const complaint = tooMany(nodes, new Set(blocks.flat().map(({ address }) => address.text)).size);
  if (complaint !== undefined) throw new InputError(`standard input: ${complaint}`);
  const known = settings.isMulti ? ownViews(blocks, nodes) : oneView(blocks.flat(), nodes);
  const states = settings.runStates ?? known.map(() => RUN_STATE_RUNNING);
  if (states.length !== nodes) throw new InputError(`--runstates: ${nodes} nodes, but ${states.length} run states`);
  return {
    ...settings,
    known,
    available: known.map((reports, pnn) =>
      offersAddresses(settings.flags?.[pnn] ?? 0, states[pnn] ?? 0) ? reports.map(({ address }) => address) : [],
    ),
  };
}

function oneBlock(text: string): Line[] {
  const rows = text.split("\n");
  const end = rows.findIndex((row) => row.trim() === "");
  const after = rows.findIndex((row, index) => end >= 0 && index > end && row.trim() !== "");
  if (after >= 0)
    throw new InputError(`line ${after + 1} comes after an empty line: --multi if each node has a block of its own`);
  return rows.flatMap((row, index) => lineOf(row, index + 1, false));
}

/** An empty line ends a block, also an empty block; the last needs none. */
function blocksOf(text: string): Line[][] {
  const blocks: Line[][] = [[]];
  for (const [index, row] of text.replace(/\n$/, "").split("\n").entries())
    if (row.trim() === "") blocks.push([]);
    else blocks.at(-1)?.push(...lineOf(row, index + 1, true));
  while (blocks.length > 1 && blocks.at(-1)?.length === 0) blocks.pop();
  return blocks;
}

function lineOf(row: string, number: number, isMulti: boolean): Line[] {
  const [first, second, third, ...rest] = row.split(/[ \t\r]+/).filter((word) => word !== "");
  // So that what --explain printed can be read again.
  if (first === undefined || first.startsWith("#")) return [];
  const fail = (why: string) => new InputError(`line ${number}: ${why}, got "${row.slice(0, 80)}"`);
  const address = parseAddress(first);
  if (address === undefined) throw fail("expected an address of version 4 or 6 first");
  const pnn = second === undefined ? -1 : numberOf(second, true);
  if (pnn === undefined) throw fail("expected the number of a node, or -1, after the address");
  if (third !== undefined && isMulti && !third.startsWith("#"))
    throw fail("with --multi each node has a block of its own, so no list of nodes");
  if (rest.length > 0 && third?.startsWith("#") !== true && rest[0]?.startsWith("#") !== true)
    throw fail("expected ADDRESS PNN [PNN,PNN,…]");
  if (third === undefined || third.startsWith("#")) return [{ address, pnn, number, allowed: undefined }];
  const allowed = third.split(",").map((word) => numberOf(word, false));
  if (!allowed.every((one) => one !== undefined)) throw fail("expected numbers of nodes, separated by commas");
  return [{ address, pnn, number, allowed }];
}

function numberOf(word: string, mayBeNone: boolean): number | undefined {
  // As CTDB writes it, and as the number of 32 bits that this is.
  if (mayBeNone && (word === "-1" || word === "4294967295")) return -1;
  return /^\d{1,9}$/.test(word) ? Number(word) : undefined;
}

function nodesNamed(lines: readonly Line[]): number {
  return lines.reduce((most, { pnn, allowed = [] }) => Math.max(most, pnn + 1, ...allowed.map((one) => one + 1)), 1);
}

function oneView(lines: readonly Line[], nodes: number): KnownAddress[][] {
  for (const { allowed = [], number } of lines)
    for (const pnn of allowed)
      if (pnn >= nodes) throw new InputError(`line ${number}: there is no node ${pnn}, there are ${nodes} nodes`);
  return Array.from({ length: nodes }, (_, pnn) => lines.filter(({ allowed }) => allowed?.includes(pnn) !== false));
}

function ownViews(blocks: readonly (readonly Line[])[], nodes: number): KnownAddress[][] {
  if (blocks.length > Math.min(nodes, NODES_MAX))
    throw new InputError(`standard input: ${nodes} nodes, but ${blocks.length} blocks of lines`);
  return Array.from({ length: nodes }, (_, pnn) => [...(blocks[pnn] ?? [])]);
}
