import { expect, test, vi } from "vitest";
import type { TestModule } from "vitest/node";
import { ClosingLine } from "./closing-line.ts";

/** As much of a test file as the reporter looks at. */
function file(states: readonly string[], errors: readonly Error[] = []): TestModule {
  const tests = states.map((state) => ({ result: () => ({ state }) }));
  return { errors: () => errors, children: { allTests: () => tests } } as unknown as TestModule;
}

function lineFor(modules: readonly TestModule[], unhandledErrors: readonly unknown[] = []): unknown {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    new ClosingLine().onTestRunEnd(modules, unhandledErrors);
    return write.mock.calls.map(([text]) => text).join("");
  } finally {
    write.mockRestore();
  }
}

test("adds up the tests of all files", () => {
  expect(lineFor([file(["passed", "failed"]), file(["passed", "skipped"])])).toBe("2 passed, 1 failed, 1 skipped\n");
});

test("counts a file that could not be loaded, an error outside a test and a test that never ended as failed", () => {
  expect(lineFor([file([], [new Error("no such import")])])).toBe("0 passed, 1 failed, 0 skipped\n");
  expect(lineFor([file(["passed"])], [new Error("later")])).toBe("1 passed, 1 failed, 0 skipped\n");
  expect(lineFor([file(["pending"])])).toBe("0 passed, 1 failed, 0 skipped\n");
});
