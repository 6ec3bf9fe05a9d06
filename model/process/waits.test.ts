import { describe, expect, it } from "vitest";
import type { Context, ProcessData } from "./context.ts";
import { newFrame } from "./context.ts";
import { waits } from "./waits.ts";

const blind: Context<ProcessData> = {
  get d(): ProcessData {
    throw new Error("looked at the data of its process");
  },
  get k(): Context<ProcessData>["k"] {
    throw new Error("looked at the constants");
  },
  f: newFrame(),
};

describe("waits for the frame alone", () => {
  it.each(Object.entries(waits).filter(([, guard]) => "looksAt" in guard))("%s sees nothing else", (_, guard) => {
    expect(() => guard.test(blind)).not.toThrow();
  });
});
