import type { Job, Pnn, Work } from "../../model/index.ts";
import { drawOneOf, drawRange } from "../choices/index.ts";
import { type CaseSetting, node } from "./case-setting.ts";

const ms = 1_000;
const L = "database-case";

/** The records that clients of a case meet at. */
export const KEYS = ["k1", "k2", "k3", "k4", "k5", "k6"];

/** Lock a record, work, and write it. */
export function writing(db: string, key: string, forUs = 0): readonly Work[] {
  return [
    { do: "lock", db, key },
    { do: "work", forUs },
    { do: "write", db, key },
  ];
}

/** A client locks a record and deletes it. */
export function deleting(db: string, key: string): readonly Work[] {
  return [
    { do: "lock", db, key },
    { do: "delete", db, key },
  ];
}

/** Some client somewhere writes some record, again and again. */
export function traffic(
  setting: CaseSetting,
  fromUs: number,
  toUs: number,
  count: number,
  on?: readonly Pnn[],
): readonly Job[] {
  const { choices, first } = setting;
  return Array.from({ length: count }, () => ({
    atUs: drawRange(choices, L, fromUs, toUs),
    node: on === undefined ? node(setting) : drawOneOf(choices, L, on),
    client: drawRange(choices, L, 0, 2),
    work: writing(first.name, drawOneOf(choices, L, KEYS), drawRange(choices, L, 0, 20 * ms)),
  }));
}
