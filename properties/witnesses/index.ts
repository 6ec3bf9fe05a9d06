import type { Witness } from "../sometimes.ts";
export const witnesses: readonly Witness[] = [];
