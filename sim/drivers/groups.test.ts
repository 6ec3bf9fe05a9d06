import { describe, expect, it } from "vitest";
import { type GroupRoles, groupRoles, type Scenario } from "../../model/index.ts";
import { quietCluster, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const cluster = (roles: GroupRoles, more: Partial<Scenario> = {}): Scenario =>
  quietCluster({
    groups: { natgw: { members: [0, 1, 2], followers: [0], roles }, lvs: { members: [0, 2], roles } },
    faults: [{ kind: "admin", host: 1, atUs: 60 * s, command: "disable" }],
    ...more,
  });

describe.each(groupRoles)("NAT gateway and LVS, roles in a %s", (roles) => {
  const run = watch(cluster(roles));
  const { events } = run;
  const before = events.flatMap((event) =>
    event.type === "group-leader-changed" && event.atUs < 60 * s ? [event] : [],
  );

  it("every node acts on the same leaders: not one that only follows", () => {
    for (const group of ["natgw", "lvs"] as const)
      for (const host of [0, 1, 2])
        expect(before.findLast((event) => event.group === group && event.host === host)?.leader).toBe(
          group === "natgw" ? 1 : 0,
        );
  });

  it("a gateway that is disabled is replaced on every node when addresses have moved", () => {
    const changed = run.after("group-leader-changed");
    expect(changed.map(({ group, host, leader }) => [group, host, leader]).sort()).toEqual([
      ["natgw", 0, 2],
      ["natgw", 1, 2],
      ["natgw", 2, 2],
    ]);
    for (const { seconds } of changed) expect(seconds).toBeLessThan(5);
  });
});

/** Who leads a quiet cluster at the end of a minute. */
function leaderOfQuiet(): number {
  const { events } = watch(quietCluster());
  const claim = events.findLast((event) => event.type === "leadership-claimed" && event.atUs < 60 * s);
  return claim?.host ?? -1;
}

it("a node that takes the gateway for dead later than the leader does keeps to it: nothing makes it look again", () => {
  const leader = leaderOfQuiet();
  const [gateway = -1, other = -1] = [0, 1, 2].filter((pnn) => pnn !== leader);
  const { events } = watch(
    quietCluster({
      durationUs: 240 * s,
      groups: { natgw: { members: [gateway, other] } },
      faults: [
        {
          kind: "partition",
          shape: "link",
          atUs: 60 * s,
          forUs: 170 * s,
          cut: [
            [leader, gateway],
            [gateway, leader],
          ],
        },
        { kind: "crash-host", host: gateway, atUs: 80 * s, forUs: 0 },
      ],
    }),
  );
  const deadFor = (host: number): number =>
    events.find((event) => event.type === "peer-dead" && event.host === host && event.peer === gateway)?.atUs ?? 0;
  expect(deadFor(leader)).toBeLessThan(deadFor(other));
  expect(deadFor(other)).toBeLessThan(120 * s);
  const last = (host: number): number | undefined => {
    const seen = events.findLast((event) => event.type === "group-leader-changed" && event.host === host);
    return seen?.type === "group-leader-changed" ? seen.leader : undefined;
  };
  expect(last(leader)).toBe(other);
  expect(last(other)).toBe(gateway);
});
