import type { FaultKind } from "../../model/index.ts";

/** Kinds of fault whose length assumptions may limit: nobody makes one longer than it was drawn. */
export const limitedLengths: readonly FaultKind[] = ["pause-host", "pause-process", "clock-step"];
