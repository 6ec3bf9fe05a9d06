import type { FailureStory } from "../story/index.ts";
import type { LedgerLine } from "../text/index.ts";

/** The assumptions of one kind. */
export interface LedgerPart {
  readonly title: string;
  readonly lines: readonly LedgerLine[];
}

/** What is in force, apart: what is assumed of the environment is no claim about CTDB, what is repaired is one. */
export function ledgerParts({ inForce }: FailureStory["ledger"]): readonly LedgerPart[] {
  const of = (kind: LedgerLine["kind"]): readonly LedgerLine[] => inForce.filter((line) => line.kind === kind);
  return [
    { title: "assumed of the environment", lines: of("environment") },
    { title: "repaired here (CTDB as shipped does not do this)", lines: of("repair") },
    { title: "in force", lines: of(undefined) },
  ].filter(({ lines }) => lines.length > 0);
}

/** Whether the model is CTDB as shipped or something else, in one clause. */
export function shippedWords({ ledger, defects }: Pick<FailureStory, "ledger" | "defects">): string {
  const repaired = ledger.inForce.some(({ kind }) => kind !== "environment");
  const parts = [
    ...(repaired ? ["with the repairs named below"] : []),
    ...(defects.length === 0 ? [] : [`with the defect ${defects.join(", ")} put in`]),
  ];
  return parts.length === 0 ? "as shipped" : parts.join(" and ");
}
