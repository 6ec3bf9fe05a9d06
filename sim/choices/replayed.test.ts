import { describe, expect, it } from "vitest";
import {
  ChoiceError,
  DivergedError,
  decisionAt,
  decodeTape,
  emptyTape,
  encodeTape,
  recording,
  replayed,
  scripted,
  seeded,
  tapeLength,
} from "./index.ts";

/** A tape of three decisions, and what they were. */
function taped() {
  const tape = emptyTape();
  const choices = recording(scripted([3, 1, 4]), tape);
  const values = [
    choices.pick("network", 10),
    choices.pick("clock/2", 1),
    choices.pick("nemesis", 2),
    choices.pick("network", 5),
  ];
  return { tape, values };
}

function divergence(act: () => unknown): DivergedError {
  try {
    act();
  } catch (error) {
    if (error instanceof DivergedError) return error;
  }
  throw new Error("expected a DivergedError");
}

describe("recording", () => {
  it("keeps label, bound and value of every decision but the forced ones", () => {
    const { tape, values } = taped();
    expect(values).toEqual([3, 0, 1, 4]);
    expect(tape).toEqual({ labels: ["network", "nemesis"], entries: [0, 10, 3, 1, 2, 1, 0, 5, 4] });
    expect(tapeLength(tape)).toBe(3);
    expect(decisionAt(tape, 1)).toEqual({ label: "nemesis", bound: 2, value: 1 });
    expect([decisionAt(tape, 3), decisionAt(tape, -1)]).toEqual([undefined, undefined]);
  });

  it("appends to a tape that has begun", () => {
    const { tape } = taped();
    recording(scripted([1]), tape).pick("nemesis", 3);
    expect(decisionAt(tape, 3)).toEqual({ label: "nemesis", bound: 3, value: 1 });
    expect(tape.labels).toHaveLength(2);
  });
});

describe("replayed", () => {
  it("repeats the tape, forced decisions in between or not", () => {
    const replay = replayed(taped().tape);
    expect([
      replay.pick("network", 10),
      replay.pick("other", 1),
      replay.pick("nemesis", 2),
      replay.pick("network", 5),
    ]).toEqual([3, 0, 1, 4]);
    expect([replay.position, replay.divergence]).toEqual([3, undefined]);
  });

  it.each([
    ["another label", "nemesis", 10, 'Decision 0: expected "network" below 10, but this run asks "nemesis" below 10'],
    ["another bound", "network", 9, 'Decision 0: expected "network" below 10, but this run asks "network" below 9'],
  ])("stops at %s and says so", (_what, label, bound, message) => {
    const replay = replayed(taped().tape);
    const error = divergence(() => replay.pick(label, bound));
    expect(error.message).toBe(message);
    expect(error).toMatchObject({ index: 0, expected: { label: "network", bound: 10 }, asked: { label, bound } });
    expect(replay.divergence).toBe(error);
    expect(divergence(() => replay.pick("network", 10))).toBe(error);
  });

  it("stops at the end of the tape", () => {
    const replay = replayed(emptyTape());
    expect(divergence(() => replay.pick("network", 10)).message).toContain("Decision 0: expected no further decision");
  });

  it("goes on with other choices once it has left the tape, and does not come back", () => {
    const replay = replayed(taped().tape, scripted([6, 1, 2]));
    expect([
      replay.pick("network", 10),
      replay.pick("network", 7),
      replay.pick("nemesis", 2),
      replay.pick("network", 5),
    ]).toEqual([3, 6, 1, 2]);
    expect(replay.position).toBe(1);
    expect(replay.divergence?.index).toBe(1);
  });

  it("repeats a seeded run exactly", () => {
    const tape = emptyTape();
    const play = (choices: { pick(label: string, bound: number): number }): number[] => {
      const values: number[] = [];
      for (let index = 0; index < 500; index += 1)
        values.push(choices.pick(`label ${index % 7}`, 1 + ((values.at(-1) ?? 5) % 13)));
      return values;
    };
    expect(play(replayed(tape, recording(seeded("99"), tape)))).toEqual(play(replayed(tape)));
  });
});

describe("scripted", () => {
  it("wraps what is too large and answers 0 past the end", () => {
    const choices = scripted([7, 8]);
    expect([choices.pick("a", 1), choices.pick("a", 5), choices.pick("b", 9), choices.pick("a", 3)]).toEqual([
      0, 2, 8, 0,
    ]);
    expect(() => choices.pick("a", 0)).toThrow(ChoiceError);
  });
});

describe("a tape that does not hold all decisions", () => {
  const asked = Array.from(
    { length: 40 },
    (_, index) => [index % 3 === 0 ? "clock" : "network", 2 + (index % 7)] as const,
  );
  const shortTape = () => {
    const tape = emptyTape();
    const choices = recording(seeded("long"), tape, 10);
    return { tape, values: asked.map(([label, bound]) => choices.pick(label, bound)) };
  };

  it("keeps the first ones and counts the rest", () => {
    const { tape } = shortTape();
    expect(tape.entries).toHaveLength(30);
    expect(tape.rest).toBe(30);
    expect(tapeLength(tape)).toBe(40);
    expect(decodeTape(encodeTape(tape))).toEqual(tape);
    expect(() => decodeTape(encodeTape({ ...tape, rest: -1 }))).toThrow('Expected "rest" to be a number of decisions');
  });

  it("is repeated to its end with the seed it was made with", () => {
    const { tape, values } = shortTape();
    const replay = replayed(tape, seeded("long"));
    expect(asked.map(([label, bound]) => replay.pick(label, bound))).toEqual(values);
    expect(replay).toMatchObject({ position: 40, divergence: undefined });
    replay.pick("network", 2);
    expect(replay.divergence).toBeInstanceOf(DivergedError);
  });
});
