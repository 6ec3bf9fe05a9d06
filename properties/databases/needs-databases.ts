import { isReplicated } from "../../model/index.ts";
import type { Setting } from "../property.ts";

/** For claims about databases. */
export function needsDatabases({ databases = [] }: Setting): string | null {
  return databases.length === 0 ? "No databases are configured." : null;
}

/** For claims about records that move from node to node. */
export function needsVolatile(setting: Setting): string | null {
  return (
    needsDatabases(setting) ?? (volatileNames(setting).size === 0 ? "No volatile databases are configured." : null)
  );
}

/** For claims about databases of which every node has a full copy. */
export function needsReplicated(setting: Setting): string | null {
  const has = setting.databases?.some(({ kind }) => isReplicated(kind)) === true;
  return needsDatabases(setting) ?? (has ? null : "No persistent or replicated databases are configured.");
}

/** The databases whose records each have one authoritative copy. */
export function volatileNames({ databases = [] }: Setting): ReadonlySet<string> {
  return new Set(databases.filter(({ kind }) => !isReplicated(kind)).map(({ name }) => name));
}
