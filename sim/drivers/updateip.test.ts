import { describe, expect, it } from "vitest";
import type { Fault, Scenario, TraceEvent } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;

/** The first interface of node 1, which has an address on it, loses its link for good; the other one will do. */
function run(faults: readonly Fault[], changes: Partial<Scenario> = {}): Watched {
  const publicAddresses = [1, 2, 3].map((index) => ({ address: `10.0.0.${index}`, interfaces: ["eth1", "eth2"] }));
  const lost: Fault = { kind: "link-down", atUs: 60 * s, host: 1, forUs: 240 * s, interface: "eth1" };
  return watch(
    quietCluster({
      publicAddresses,
      set: { partiallyOnlineInterfaces: 1 },
      durationUs: 200 * s,
      faults: [lost, ...faults],
      ...changes,
    }),
  );
}

const script = (kind: "script-fails" | "script-hangs", forUs: number): Fault => ({
  kind,
  atUs: 60 * s,
  host: 1,
  forUs,
  event: "updateip",
  script: "10.interface",
});

/** What an observation says of an address that is moved between interfaces; undefined: nothing. */
function said(event: TraceEvent): string | undefined {
  switch (event.type) {
    case "event-ended":
      return event.event === "updateip" ? `updateip ${event.outcome}` : undefined;
    case "address-assigned":
      return event.on ? "believed here" : "believed nobody's";
    case "address-changed-interface":
      return `on ${event.interface}`;
    case "control-refused":
    case "control-accepted":
      return event.op === "TAKEOVER_IP" ? event.type : undefined;
    default:
      return undefined;
  }
}

/** What is seen of the address of node 1 from the loss of its link on. */
function seen(watched: Watched): readonly string[] {
  const ofNode = watched.events.filter(({ atUs, host }) => atUs >= 60 * s && host === 1);
  return ofNode.flatMap((event) => said(event) ?? []);
}

const moved = ["believed here", "on eth2", "updateip done", "control-accepted"];

describe("an address whose interface has lost its link, and that is to be on another one", () => {
  it("is there when the script is done", () => {
    expect(seen(run([]))).toEqual(moved);
  });

  it("is nobody's, where it was, when the script fails, and is moved by the next run", () => {
    const failed = run([script("script-fails", 7 * s)]);
    expect(seen(failed)).toEqual([
      "believed here",
      "updateip failed",
      "believed nobody's",
      "control-refused",
      ...moved,
    ]);
    expect(failed.after("takeover-ended").map(({ ok }) => ok)).toEqual([false, true]);
  });

  it("is nobody's, too, when its time is over: that is not taken for done, as it is of takeip", () => {
    const late = seen(run([script("script-hangs", 60 * s)]));
    expect(late).toEqual(["believed here", "updateip timed-out", "believed nobody's", "control-refused", ...moved]);
  });

  it("is moved later by the script whose time is over, where that is left running", () => {
    const late = run([script("script-hangs", 45 * s)], { dropped: ["late-scripts-are-killed"] });
    expect(late.after("address-changed-interface").length).toBeGreaterThan(0);
    expect(seen(late).slice(0, 4)).toEqual([
      "believed here",
      "updateip timed-out",
      "believed nobody's",
      "control-refused",
    ]);
  });

  it("stays without a link in recovery mode: its record is changed before the script is refused, and no run looks again", () => {
    const refused = run([
      { kind: "late-control", atUs: 60 * s, host: 1, op: "TAKEOVER_IP", byUs: 2 * s, times: 1 },
      {
        kind: "admin",
        atUs: 60 * s,
        on: { event: "takeover-started", delayUs: s / 2 },
        host: 1,
        command: "recover",
      },
    ]);
    expect(seen(refused)).toEqual(["believed here", "control-refused", "control-accepted"]);
    const ends = refused.after("takeover-ended").map(({ ok }) => ok);
    expect(ends).toEqual([false, true]);
  });
});
