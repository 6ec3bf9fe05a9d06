import { printable } from "../printable.ts";
import { table } from "./table.ts";

/** One line of the assumption ledger. */
export interface LedgerLine {
  readonly name: string;
  readonly sentence: string;
  readonly fact: string;
  /** Assumed of the environment, or repaired in CTDB, which does not do this as shipped; absent: not known. */
  readonly kind?: "environment" | "repair";
}

/** What the verdict rests on: assumptions in force, and those dropped. */
export interface Ledger {
  readonly inForce: readonly LedgerLine[];
  readonly dropped: readonly string[];
  /** Ids of the overrides that were applied on top: the model is not CTDB's then. Absent: none. */
  readonly defects?: readonly string[];
}

/** The assumption ledger, printed with every verdict: by names, of which there are many; what each says is a command away. */
export function ledgerText(ledger: Ledger, columns: number): string[] {
  const { inForce, dropped, defects = [] } = ledger;
  const namesOf = (kind: LedgerLine["kind"]): string =>
    inForce
      .filter((line) => line.kind === kind)
      .map(({ name }) => printable(name))
      .join(", ");
  const rows = [
    ["environment", namesOf("environment")],
    ["repairs", namesOf("repair")],
    ["others", namesOf(undefined)],
    ["dropped", dropped.join(", ")],
    ["defects", defects.map(printable).join(", ")],
  ].filter(([, names]) => names !== "");
  const none = inForce.length === 0 ? ["  none: the cluster as shipped, in any environment"] : [];
  const more = inForce.length + dropped.length === 0 ? [] : [["in words", "cluster-sim properties"]];
  return [...none, ...table([...rows, ...more], columns)];
}
