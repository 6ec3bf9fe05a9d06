import { type CtdbVersion, ctdbVersions } from "../../model/index.ts";
import { UsageError } from "../usage-error.ts";
import { knownName } from "./names.ts";

const known = Object.keys(ctdbVersions) as CtdbVersion[];

/** CTDB's version on every node, or one a node, separated by commas. @throws UsageError on an unknown one */
export function ctdbOf(text: string): CtdbVersion | readonly CtdbVersion[] {
  const versions = text.split(",").map((part) => knownName(part.trim(), "--ctdb", known));
  return versions.length === 1 ? (versions[0] as CtdbVersion) : versions;
}

/**
 * How many nodes there are, if that is known: as many as an option names versions, or designs, one a node.
 *
 * @throws UsageError if `--nodes` says another number
 */
export function nodesOf(
  nodes: number | undefined,
  given: string | readonly string[] | undefined,
  [option, what]: readonly [option: string, what: string] = ["--ctdb", "version"],
): number | undefined {
  if (typeof given !== "object") return nodes;
  if (nodes !== undefined && nodes !== given.length)
    throw new UsageError(`${option}: expected one ${what}, or one a node (${nodes}), got ${given.length}`);
  return given.length;
}
