import { describe, expect, it } from "vitest";
import type { Fault } from "../../model/index.ts";
import { quietCluster, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const three = ["10.0.0.1", "10.0.0.2", "10.0.0.3"];
const quiet = watch(quietCluster());

/** Who has an address in a quiet cluster. */
const ownerOf = (address: string): number =>
  quiet.events.findLast((event) => event.type === "address-added" && event.address === address)?.host ?? -1;
const add = (host: number, address: string, atUs = 60 * s): Fault => ({
  kind: "ip-command",
  atUs,
  host,
  command: "add",
  address,
});
const run = (...faults: readonly Fault[]) => watch(quietCluster({ faults }));

describe("an address that somebody puts where another node serves it", () => {
  const [address = ""] = three;
  const owner = ownerOf(address);
  const other = (owner + 1) % 3;

  it("is released in the run that its node asks for, and nobody is banned", () => {
    const after = run(add(other, address));
    expect(after.after("takeover-started")[0]?.seconds).toBeLessThan(3);
    expect(after.after("address-removed")).toMatchObject([{ host: other, address }]);
    expect(after.after("banned")).toEqual([]);
  });

  it("is rogue if its node is to take it before it has looked", () => {
    const faults = [...three.map((one) => add(other, one)), disable(owner), disable((owner + 2) % 3)];
    const after = run(...faults);
    const bans = after.after("banned");
    expect(bans[0]).toMatchObject({ host: other, by: other, reason: "rogue-address" });
    expect(bans.every(({ host }) => host === other)).toBe(true);
    // Whoever is banned gives up all that it has.
    const left = three.filter(
      (one) =>
        after.events.findLast(
          (event) =>
            "address" in event && event.host === other && event.address === one && event.type !== "address-announced",
        )?.type === "address-added",
    );
    expect(left).toEqual([]);
  });
});

function disable(host: number): Fault {
  return { kind: "admin", atUs: 60 * s + 1_000, host, command: "disable" };
}

it("an address that is nobody's is adopted where somebody has put it", () => {
  const nodes = [0, 1, 2];
  const disabled = nodes.map((host): Fault => ({ kind: "admin", atUs: 50 * s, host, command: "disable" }));
  const after = run(...disabled, add(1, "10.0.0.1"), {
    kind: "admin",
    atUs: 60 * s + 1_000,
    host: 1,
    command: "enable",
  });
  expect(after.after("banned")).toEqual([]);
  expect(
    after
      .after("address-assigned")
      .filter(({ host, on }) => host === 1 && on)
      .map(({ address }) => address)
      .sort(),
  ).toEqual(three);
  expect(after.after("event-began").filter(({ event }) => event === "updateip")).toMatchObject([
    { host: 1, address: "10.0.0.1" },
  ]);
});

it("what somebody takes away from the leader comes back", () => {
  const after = run(
    { kind: "ip-command", atUs: 60 * s, host: 0, command: "flush" },
    { kind: "ip-command", atUs: 70 * s, host: 0, command: "del" },
  );
  const gone = after.after("address-removed");
  expect(gone.length).toBeGreaterThan(1);
  for (const { address, seconds } of gone)
    expect(
      after
        .after("address-added")
        .some((one) => one.address === address && one.host === 0 && one.seconds > seconds && one.seconds < seconds + 4),
    ).toBe(true);
});

it("what somebody puts on a node that is stopped, and has dropped all it had, stays there", () => {
  const stop: Fault = { kind: "admin", atUs: 60 * s, host: 1, command: "stop" };
  const scenario = quietCluster({ durationUs: 400 * s, faults: [stop, add(1, "10.0.0.1", 250 * s)] });
  const { events } = watch(scenario);
  const last = events.findLast((event) => event.type.startsWith("address-") && event.host === 1);
  expect(last).toMatchObject({ type: "address-added", address: "10.0.0.1", byHand: true });
});
