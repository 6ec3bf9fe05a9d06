import type { Job, Work } from "../../model/index.ts";
import { drawRange } from "../choices/index.ts";
import { beginning, type CaseSetting, type DatabaseCase, node } from "./case-setting.ts";
import { KEYS, traffic, writing } from "./case-work.ts";

const s = 1_000_000;
const L = "database-case";

function deleting(db: string, key: string): readonly Work[] {
  return [
    { do: "lock", db, key },
    { do: "delete", db, key },
  ];
}

/**
 * facts/recovery.md §1.8, §6.7: two followers lose each other. One has an old copy of what the other deletes, which is
 * forgotten meanwhile; when they meet again a recovery finds that copy.
 */
export function forgottenBehindACut(setting: CaseSetting): DatabaseCase {
  const { choices, first } = setting;
  const atUs = beginning(setting) + 10 * s;
  const here = node(setting);
  const there = node(setting, [here]);
  const cut = [
    [here, there],
    [there, here],
  ] as const;
  const forUs = drawRange(choices, L, 52 * s, 59 * s);
  const each = (fromUs: number, at: number, work: (key: string) => readonly Work[]): readonly Job[] =>
    KEYS.map((key, index) => ({ atUs: fromUs + index, node: at, client: 0, work: work(key) }));
  return {
    faults: [{ kind: "partition", atUs, forUs, shape: "link", cut }],
    jobs: [
      ...each(atUs - 9 * s, there, (key) => writing(first.name, key)),
      ...each(atUs - 4 * s, here, (key) => writing(first.name, key)),
      ...each(atUs + drawRange(choices, L, 31 * s, 38 * s), here, (key) => deleting(first.name, key)),
      ...traffic(setting, atUs + forUs + 15 * s, atUs + forUs + 45 * s, 30),
    ],
  };
}
