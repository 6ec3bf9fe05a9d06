import { expect, it } from "vitest";
import { processIo } from "./io.ts";

it("Ctrl-C and SIGTERM interrupt: Ctrl-C each time, SIGTERM once, for `timeout` sends two", () => {
  const before = process.listenerCount("SIGTERM");
  let calls = 0;
  const settle = processIo().onInterrupt(() => {
    calls += 1;
  });
  process.emit("SIGTERM");
  process.emit("SIGTERM");
  expect(calls).toBe(1);
  process.emit("SIGINT");
  process.emit("SIGINT");
  expect(calls).toBe(3);
  settle();
  expect(process.listenerCount("SIGTERM")).toBe(before);
});
