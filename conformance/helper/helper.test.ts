import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Crew, filledIn } from "./index.ts";
import { processRow } from "./process-table.ts";

const crews: Crew[] = [];
const crew = (): Crew => {
  const made = new Crew(`test${crews.length}`);
  crews.push(made);
  return made;
};
afterEach(async () => {
  for (const one of crews.splice(0)) await one.sweep();
});
const sh = (script: string): string[] => ["/bin/sh", "-c", script];

describe("a helper that is run", () => {
  it("answers by its first byte, and its end is seen with its code", async () => {
    const helper = await crew().start(sh("printf 1; exit 7"), {});
    expect(await helper.answer(5_000)).toMatchObject({ kind: "byte", byte: "1" });
    expect(await helper.ended(5_000)).toMatchObject({ code: 7 });
    expect(await helper.closed(5_000)).toBeGreaterThan(0);
    expect(helper.runs()).toBe(false);
  });

  it("is closed without a byte when the program cannot be executed", async () => {
    const helper = await crew().start(["/does/not/exist"], {});
    expect(await helper.answer(5_000)).toMatchObject({ kind: "closed" });
  });

  it("may stay silent", async () => {
    const helper = await crew().start(sh("sleep 60"), {});
    expect(await helper.answer(100)).toMatchObject({ kind: "silent" });
    helper.signal("SIGTERM");
    expect(await helper.ended(5_000)).toMatchObject({ code: 143 });
  });

  it("outlives its parent, and gets another", async () => {
    const helper = await crew().start(sh("printf 0; before=$PPID; while sleep 0.02; do printf .; done"), {});
    await helper.answer(5_000);
    helper.signalParent("SIGKILL");
    expect(await helper.ended(200)).toBeUndefined();
    helper.signal("SIGKILL");
    expect(await helper.ended(5_000)).toBeDefined();
  });

  it("keeps a dead parent as a zombie where nobody looks after it", async () => {
    const helper = await crew().start(sh("printf 0; while sleep 0.02; do :; done"), {}, { zombies: true });
    await helper.answer(5_000);
    expect(helper.parentPid).not.toBe(helper.pid);
    helper.signalParent("SIGKILL");
    await expect.poll(() => processRow(helper.parentPid)?.state).toBe("Z");
    expect(helper.runs()).toBe(true);
  });

  it("begins as an orphan when asked", async () => {
    const helper = await crew().start(sh("cut -d' ' -f4 /proc/$$/stat"), {}, { orphan: true });
    await helper.closed(5_000);
    expect(helper.output.map(({ text }) => text).join("")).not.toContain(String(helper.parentPid));
  });

  it("can be started without standard output", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "helper-")), "said");
    const helper = await crew().start(
      sh(`echo 0 || echo closed >${file}; cat ${file} >&2`),
      {},
      { stdoutClosed: true },
    );
    await helper.ended(5_000);
    expect(helper.errors).toContain("closed");
  });

  it("has its arguments handed on untouched", async () => {
    const helper = await crew().start(["/bin/echo", "a b", "$HOME", "'\"`;"], {});
    await helper.closed(5_000);
    expect(helper.output[0]?.text).toBe("a b $HOME '\"`;\n");
  });

  it("floods without filling the kit", async () => {
    const helper = await crew().start(["/usr/bin/yes"], {});
    await helper.answer(5_000);
    await helper.ended(500);
    expect(helper.output.map(({ text }) => text).join("").length).toBeLessThanOrEqual(4_096);
    expect(helper.bytes).toBeGreaterThan(65_536);
  });

  it("is swept with all that it started, also what left its group", async () => {
    const one = crew();
    const helper = await one.start(sh("setsid sleep 60 & sleep 60 & printf 0; wait"), {});
    await helper.answer(5_000);
    expect(helper.family().length).toBe(3);
    await one.sweep();
    expect(one.alive()).toEqual([]);
  });

  it("is killed when it forks without end", async () => {
    const one = crew();
    await one.start(sh("while :; do sleep 60 & done"), {});
    await expect.poll(() => one.runaway, { timeout: 20_000 }).toBe(true);
    await one.sweep();
    expect(one.alive()).toEqual([]);
  });
});

describe("placeholders", () => {
  it("are filled in, other braces stay", () => {
    expect(filledIn("--lock={lock}/{x y}{}", { lock: "/locks/a" })).toBe("--lock=/locks/a/{x y}{}");
  });

  it("that nobody knows are named", () => {
    expect(() => filledIn("{port}", { lock: "l" })).toThrow("the hooks give no value for {port}; they give {lock}");
  });
});
