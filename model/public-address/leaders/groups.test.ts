import { expect, it } from "vitest";
import { UNKNOWN } from "../../words/index.ts";
import { parseAddress } from "../address/index.ts";
import { type GroupName, groupNames, leaderOf, lvsLeader, natgwLeader } from "./index.ts";

const flagsOf = [0, 1, 2, 4, 8, 16, 32];
const tools = { natgw: natgwLeader, lvs: lvsLeader } as const;
const address = (pnn: number) => {
  const parsed = parseAddress(`192.0.2.${pnn + 1}`);
  if (parsed === undefined) throw new Error("no address");
  return parsed;
};

it.each(groupNames)(
  "%s: by the flags alone it is whom the tool names, whatever the flags and the followers",
  (group: GroupName) => {
    const found = new Set<number>();
    for (const a of flagsOf)
      for (const b of flagsOf)
        for (const c of flagsOf)
          for (const followers of [[], [0], [1], [0, 2]]) {
            const flags = [a, b, c];
            const nodes = flags.map((own, pnn) => ({ pnn, address: address(pnn), flags: own }));
            const members = flags.map((_, pnn) => ({ address: address(pnn), isFollowerOnly: followers.includes(pnn) }));
            const candidates = [2, 1, 0].filter((pnn) => !followers.includes(pnn));
            const leader = leaderOf(group, flags, candidates);
            expect(leader).toBe(tools[group](nodes, members)?.pnn ?? UNKNOWN);
            found.add(leader);
          }
    expect([...found].sort()).toEqual([-1, 0, 1, 2]);
  },
);
