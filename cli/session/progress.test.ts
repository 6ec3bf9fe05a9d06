import { afterEach, expect, it, vi } from "vitest";
import type { Io } from "../io.ts";
import { LINE_MS, Progress } from "./progress.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

/** What is written while runs are over at these moments, milliseconds after the beginning. */
function shown(moments: readonly number[], progressColumns: number): string {
  let err = "";
  let nowMs = 1_000_000;
  vi.spyOn(Date, "now").mockImplementation(() => nowMs);
  const io: Pick<Io, "err" | "progressColumns" | "progressLines"> = {
    err: (text) => {
      err += text;
    },
    progressColumns,
    progressLines: true,
  };
  const progress = new Progress(io, 10);
  for (const [index, ms] of moments.entries()) {
    nowMs = 1_000_000 + ms;
    progress.show(index + 1, 1);
  }
  return err;
}

it("without a terminal a line is written now and then, and none in a short campaign", () => {
  expect(shown([10, LINE_MS - 1], 0)).toBe("");
  const lines = shown([LINE_MS, LINE_MS + 1, 2 * LINE_MS], 0);
  expect(lines).toMatch(/^cluster-sim: 1\/10, 1 failed, \d+ s left\ncluster-sim: 3\/10, 1 failed, \d+ s left\n$/);
});

it("on a terminal a bar is drawn", () => {
  expect(shown([200], 60)).toMatch(/^\r\[#+\.+\] 1\/10, 1 failed, 2 s left/);
});
