import type { TakeoverKnowledge } from "./controls-of.ts";

/** Is there anything to allocate: does a node have one of its addresses, or is one that is known available anywhere? */
export function canHostAddresses({ known, available }: Pick<TakeoverKnowledge, "known" | "available">): boolean {
  if (known.every(({ length }) => length === 0)) return false;
  return (
    known.some((reports, pnn) => reports.some((report) => report.pnn === pnn)) ||
    available.some(({ length }) => length > 0)
  );
}
