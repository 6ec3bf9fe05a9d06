import { beforeEach, describe, expect, it } from "vitest";
import { Kernel } from "../kernel/index.ts";
import { Network, type Travel } from "./index.ts";

const LATENCY = 100;

/** Two hosts and a third, with a kernel that carries packets; everything that is delivered is written down. */
function newNetwork(): { kernel: Kernel; network: Network<string>; seen: string[]; latency: number[]; up: boolean[] } {
  const kernel = new Kernel();
  const seen: string[] = [];
  /** Latencies of the next packets; the usual one once they are used up. */
  const latency: number[] = [];
  const up = [true, true, true];
  const kind = kernel.register((_target, payload) => network.arrive(payload as Travel<string>));
  const network: Network<string> = new Network<string>(3, {
    nowUs: () => kernel.nowUs,
    schedule: (atUs, travel) => kernel.schedule(atUs, kind, 0, travel),
    cancel: (ticket) => {
      kernel.cancel(ticket);
    },
    latencyUs: () => latency.shift() ?? LATENCY,
    resendUs: (stuckUs) => stuckUs / 2,
    isUp: (pnn) => up[pnn] === true,
    deliver: (to, from, packet) => seen.push(`${kernel.nowUs} ${from}>${to} ${packet}`),
    closed: (at, peer) => seen.push(`${kernel.nowUs} closed at ${at}: ${peer}`),
  });
  return { kernel, network, seen, latency, up };
}

let { kernel, network, seen, latency, up } = newNetwork();

beforeEach(() => {
  ({ kernel, network, seen, latency, up } = newNetwork());
  connect(0, 1);
  connect(1, 0);
});

/** A connection that the daemons at both ends know of. */
function connect(from: number, to: number): void {
  network.establish(from, to);
  network.note(network.link(from, to), "from");
  network.note(network.link(from, to), "to");
}

const both = [
  [0, 1],
  [1, 0],
] as const;

describe("a connection", () => {
  it("delivers in the order sent, whatever the latencies are", () => {
    latency.push(500, 10, 300);
    for (const packet of ["a", "b", "c"]) network.send(0, 1, packet);
    kernel.runUntil(1000);
    expect(seen).toEqual(["500 0>1 a", "500 0>1 b", "500 0>1 c"]);
  });

  it("keeps no order with the other direction", () => {
    latency.push(500, 10);
    network.send(0, 1, "slow");
    network.send(1, 0, "fast");
    kernel.runUntil(1000);
    expect(seen).toEqual(["10 1>0 fast", "500 0>1 slow"]);
  });

  it("is needed: without one a packet is dropped without a word", () => {
    network.send(0, 2, "lost");
    kernel.runUntil(1000);
    expect(seen).toEqual([]);
  });

  it("refuses a pair of hosts that is not there", () => {
    expect(() => network.send(0, 7, "x")).toThrow("no link from 0 to 7");
  });
});

describe("a close", () => {
  it("closes both directions, and the peer hears of it after the data", () => {
    latency.push(500, 10);
    network.send(0, 1, "last words");
    network.close(0, 1);
    kernel.runUntil(1000);
    expect(seen).toEqual(["100 closed at 1: 0", "500 0>1 last words", "500 closed at 1: 0"]);
    expect(network.link(0, 1)).toMatchObject({ fromOpen: false, toOpen: false });
    expect(network.link(1, 0)).toMatchObject({ fromOpen: false, toOpen: false });
  });

  it("leaves alone what its daemon does not know of yet", () => {
    network.establish(0, 2);
    network.close(0, 2);
    network.close(2, 0);
    expect(network.link(0, 2)).toMatchObject({ fromOpen: true, toOpen: true });
    network.note(network.link(0, 2), "to");
    network.close(2, 0);
    expect(network.link(0, 2)).toMatchObject({ fromOpen: true, toOpen: false });
  });

  it("by the kernel, because the daemon is gone, takes every connection and tells every peer", () => {
    network.establish(2, 0);
    network.closeAll(0, true);
    kernel.runUntil(1000);
    expect(seen).toEqual(["100 closed at 1: 0", "100 closed at 1: 0", "100 closed at 2: 0"]);
  });

  it("of a machine that is gone tells nobody", () => {
    network.closeAll(0, false);
    kernel.runUntil(1000);
    expect(seen).toEqual([]);
    expect(network.link(0, 1)).toMatchObject({ fromOpen: false, toOpen: true });
  });

  it("is not heard by a machine that is off", () => {
    up[1] = false;
    network.close(0, 1);
    kernel.runUntil(1000);
    expect(seen).toEqual([]);
  });
});

describe("a stale connection, whose other end has been switched off and on", () => {
  beforeEach(() => network.closeAll(0, false));

  it("cannot be replaced while the accepting side believes in it", () => {
    expect(network.canEstablish(0, 1)).toBe(false);
    network.close(1, 0);
    kernel.runUntil(1000);
    expect(network.canEstablish(0, 1)).toBe(true);
  });

  it("is answered with a reset", () => {
    network.send(1, 0, "are you there?");
    kernel.runUntil(1000);
    expect(seen).toEqual(["200 closed at 1: 0"]);
    expect(network.link(1, 0).fromOpen).toBe(false);
  });
});

describe("a cut path", () => {
  it("holds packets back and sends them again, in order, when it is whole", () => {
    network.grudges.cut(both);
    network.send(0, 1, "a");
    network.send(0, 1, "b");
    kernel.runUntil(1000);
    expect(seen).toEqual([]);
    network.grudges.mend(both);
    network.release(() => 1000);
    network.send(0, 1, "c");
    kernel.runUntil(5000);
    expect(seen).toEqual(["1500 0>1 a", "1500 0>1 b", "1500 0>1 c"]);
  });

  it("still lets through what is sent the other way", () => {
    network.grudges.cut([[0, 1]]);
    network.send(0, 1, "held");
    network.send(1, 0, "through");
    kernel.runUntil(1000);
    expect(seen).toEqual(["100 1>0 through"]);
  });

  it("lets nobody connect, in either direction, not even if it is cut one way only", () => {
    network.grudges.cut([[0, 2]]);
    expect([network.canEstablish(0, 2), network.canEstablish(2, 0)]).toEqual([false, false]);
    network.grudges.mend([[0, 2]]);
    expect(network.canEstablish(0, 2)).toBe(true);
  });

  it("stays cut until the last of several partitions is healed", () => {
    network.grudges.cut(both);
    network.grudges.cut(both);
    network.grudges.mend(both);
    expect(network.grudges.isCut(0, 1)).toBe(true);
    network.grudges.mend(both);
    network.grudges.mend(both);
    network.grudges.cut(both);
    expect(network.grudges.isCut(0, 1)).toBe(true);
  });

  // Measured: "650 0>1 second", "700 0>1 first". What is held is sent again behind nothing but the latest arrival.
  it("keeps the order of what it held and what is still in flight when it is whole", () => {
    latency.push(500, 100);
    network.send(0, 1, "first");
    kernel.runUntil(400);
    network.grudges.cut(both);
    kernel.runUntil(550);
    network.send(0, 1, "second");
    kernel.runUntil(600);
    network.grudges.mend(both);
    network.release(() => 200);
    kernel.runUntil(5000);
    expect(seen.map((line) => line.split(" ")[2])).toEqual(["first", "second"]);
  });

  it("lets held data arrive before the close that followed them", () => {
    network.grudges.cut(both);
    network.send(0, 1, "last words");
    network.close(0, 1);
    kernel.runUntil(1000);
    network.grudges.mend(both);
    network.release(() => 1000);
    kernel.runUntil(5000);
    expect(seen).toContain("1500 0>1 last words");
  });

  it("loses what it holds when the connection goes and comes back", () => {
    network.grudges.cut(both);
    network.send(0, 1, "of the old connection");
    kernel.runUntil(1000);
    network.closeAll(0, false);
    network.closeAll(1, false);
    network.grudges.mend(both);
    connect(0, 1);
    network.release(() => 1000);
    network.send(0, 1, "of the new one");
    kernel.runUntil(5000);
    expect(seen).toEqual(["1100 0>1 of the new one"]);
  });

  it("holds back a close too: the peer learns of it when the path is whole", () => {
    network.grudges.cut(both);
    network.close(0, 1);
    kernel.runUntil(1000);
    expect(seen).toEqual([]);
    network.grudges.mend(both);
    network.release(() => 1000);
    kernel.runUntil(5000);
    expect(seen).toEqual(["1500 closed at 1: 0", "1500 closed at 1: 0"]);
  });
});

describe("a machine that is gone", () => {
  it("sends nothing again of what was stuck, not even after the path is whole", () => {
    network.grudges.cut(both);
    network.send(0, 1, "stuck");
    kernel.runUntil(1000);
    network.forget(0);
    network.grudges.mend(both);
    network.release(() => 1000);
    kernel.runUntil(5000);
    expect(seen).toEqual([]);
  });

  it("sends nothing of what it was about to send again", () => {
    network.grudges.cut(both);
    network.send(0, 1, "stuck");
    kernel.runUntil(1000);
    network.grudges.mend(both);
    network.release(() => 1000);
    network.forget(0);
    kernel.runUntil(5000);
    expect(seen).toEqual([]);
  });

  it("has sent what is on its way: that arrives", () => {
    network.send(0, 1, "on its way");
    network.closeAll(0, false);
    network.forget(0);
    kernel.runUntil(1000);
    expect(seen).toEqual(["100 0>1 on its way"]);
  });
});

describe("a reset", () => {
  it.each([
    [0, ["0 closed at 0: 1", "100 closed at 1: 0"]],
    [1, ["0 closed at 0: 1", "100 0>1 a", "100 closed at 1: 0"]],
    [9, ["0 closed at 0: 1", "100 0>1 a", "100 0>1 b", "100 closed at 1: 0"]],
  ])("lets the first %i packets arrive before the peer hears of it", (prefix, expected) => {
    network.send(0, 1, "a");
    network.send(0, 1, "b");
    network.break(0, 1, prefix);
    kernel.runUntil(1000);
    expect(seen).toEqual(expected);
  });

  it("of nothing does nothing", () => {
    network.break(0, 2, 0);
    kernel.runUntil(1000);
    expect(seen).toEqual([]);
  });

  it("loses what was held back", () => {
    network.grudges.cut(both);
    network.send(0, 1, "held");
    kernel.runUntil(1000);
    network.break(0, 1, 9);
    network.grudges.mend(both);
    network.release(() => 1000);
    kernel.runUntil(5000);
    expect(seen.filter((line) => line.includes("held"))).toEqual([]);
  });
});
