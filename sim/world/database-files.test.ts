import { beforeEach, describe, expect, it } from "vitest";
import {
  type FileCall,
  type FileResult,
  newFrame,
  type ProgramName,
  type RecordCopy,
  standardModel,
} from "../../model/index.ts";
import { scripted } from "../choices/index.ts";
import { quietCluster } from "../quiet-cluster.ts";
import { assemble } from "./assemble.ts";
import { DatabaseFiles } from "./database-files.ts";
import type { Activation } from "./fibers.ts";
import { boot } from "./hosts.ts";
import type { Process } from "./process.ts";
import { end, spawn } from "./processes.ts";
import type { World } from "./world.ts";

let world: World;
let files: DatabaseFiles;
/** Processes whose wait has ended, in that order, with what came of it. */
let served: (readonly [Process, FileResult])[];
/** What a commit waits for, and whether it has to be on the disk. */
let disk: { readonly isSynced: boolean; readonly go: () => void }[];

/** Who waits for another transaction to be over; undefined: there is none. */
let turns: (() => void)[] | undefined;

beforeEach(() => {
  ({ world } = assemble(quietCluster(), standardModel(), scripted([])));
  for (const host of world.hosts) boot(world, host);
  served = [];
  disk = [];
  turns = undefined;
  files = new DatabaseFiles({
    done: (process, _activation, result) => served.push([process, result]),
    onTurn: (_host, go) => {
      turns?.push(go);
      return turns !== undefined;
    },
    onDisk: (_host, isSynced, go) => disk.push({ isSynced, go }),
  });
  // The kernel of a host frees what its processes have.
  world.files = files;
});

const process = (program: ProgramName = "samba-client"): Process => spawn(world, world.host(0), program, null, 1);
const lock = (key: string, db = "a"): FileCall => ({ op: "lock", db, key });
const tryLock = (key: string, db = "a"): FileCall => ({ op: "try-lock", db, key });
const unlock = (key: string, db = "a"): FileCall => ({ op: "unlock", db, key });
const lockAll = (...dbs: readonly string[]): FileCall => ({ op: "lock-all", dbs });
const copy = (value: string): RecordCopy => ({ rsn: 1, dmaster: 0, flags: 0, value });
const put = (...values: readonly string[]): FileCall => ({
  op: "put",
  db: "a",
  copies: Object.fromEntries(values.map((value) => [value, copy(value)])),
});

/** Whether it is done, or refused, at once; else it waits. */
function call(who: Process, what: FileCall): "done" | "refused" | "waits" {
  const frame = newFrame();
  files.perform(who, { c: { d: who.data, f: frame, k: world.k } } as unknown as Activation, what);
  if (frame.file === null) return "waits";
  return frame.file.ok ? "done" : "refused";
}

const values = (db = "a"): readonly string[] => Object.values(files.copiesOf(0, db)).map(({ value }) => value);
const waitsOver = (): readonly Process[] => served.map(([who]) => who);

describe("a record's chain", () => {
  it("is had by one; the others get it in line, one by one", () => {
    const [first, second, third] = [process(), process(), process()];
    expect([first, second, third].map((who) => call(who, lock("k")))).toEqual(["done", "waits", "waits"]);
    call(first, unlock("k"));
    expect(waitsOver()).toEqual([second]);
    call(second, unlock("k"));
    expect(waitsOver()).toEqual([second, third]);
  });

  it("of another record, or of another file, is another lock", () => {
    expect(call(process(), lock("k"))).toBe("done");
    expect(call(process(), lock("l"))).toBe("done");
    expect(call(process(), lock("k", "b"))).toBe("done");
  });

  it("is refused, not waited for, by who only tries; nobody in line is passed", () => {
    const [holder, waiter, daemon] = [process(), process(), process("ctdbd")];
    expect(call(holder, tryLock("k"))).toBe("done");
    expect(call(daemon, tryLock("k"))).toBe("refused");
    call(waiter, lock("k"));
    call(holder, unlock("k"));
    expect(waitsOver()).toEqual([waiter]);
    expect(call(daemon, tryLock("k"))).toBe("refused");
    call(waiter, unlock("k"));
    expect(call(daemon, tryLock("k"))).toBe("done");
  });

  it("is not let go by who does not have it", () => {
    const [holder, stranger] = [process(), process()];
    call(holder, lock("k"));
    call(stranger, unlock("k"));
    expect(call(stranger, tryLock("k"))).toBe("refused");
  });
});

describe("the lock on a whole file", () => {
  it("waits for everybody who has a record, and everybody who comes later waits behind it (§1.3)", () => {
    const [one, two, helper, later] = [process(), process(), process("db-lock-helper"), process()];
    call(one, lock("k"));
    call(two, lock("l"));
    expect(call(helper, lockAll("a"))).toBe("waits");
    // Its chain is free: the line counts all the same.
    expect(call(later, lock("m"))).toBe("waits");
    expect(call(process(), tryLock("n"))).toBe("refused");
    call(one, unlock("k"));
    expect(waitsOver()).toEqual([]);
    call(two, unlock("l"));
    expect(waitsOver()).toEqual([helper]);
    call(helper, { op: "unlock-all" });
    expect(waitsOver()).toEqual([helper, later]);
  });

  it("does not keep those from going on who were in line before it", () => {
    const [holder, before, helper] = [process(), process(), process("db-lock-helper")];
    call(holder, lock("k"));
    call(before, lock("k"));
    call(helper, lockAll("a"));
    call(holder, unlock("k"));
    expect(waitsOver()).toEqual([before]);
    call(before, unlock("k"));
    expect(waitsOver()).toEqual([before, helper]);
  });

  it("of several files is taken one after another: the later ones stay open meanwhile", () => {
    const [holder, client, helper] = [process(), process(), process("db-lock-helper")];
    call(holder, lock("k", "b"));
    expect(call(helper, lockAll("a", "b", "c"))).toBe("waits");
    expect(call(client, lock("k", "a"))).toBe("waits");
    expect(call(client, lock("k", "c"))).toBe("done");
    call(holder, unlock("k", "b"));
    expect(waitsOver()).toEqual([]);
    call(client, unlock("k", "c"));
    expect(waitsOver()).toEqual([helper]);
  });
});

describe("a process that ends", () => {
  it("holding a chain frees it", () => {
    const [holder, next] = [process(), process()];
    call(holder, lock("k"));
    call(next, lock("k"));
    end(world, holder, "killed");
    expect(waitsOver()).toEqual([next]);
  });

  it("in line makes room", () => {
    const [holder, waiter, next] = [process(), process("db-lock-helper"), process()];
    call(holder, lock("k"));
    call(waiter, lockAll("a"));
    call(next, lock("l"));
    end(world, waiter, "killed");
    expect(waitsOver()).toEqual([next]);
  });

  it("holding whole files frees each", () => {
    const [helper, one, two] = [process("db-lock-helper"), process(), process()];
    call(helper, lockAll("a", "b"));
    call(one, lock("k", "a"));
    call(two, lock("k", "b"));
    expect(waitsOver()).toEqual([helper]);
    end(world, helper, "terminated");
    expect(waitsOver()).toEqual([helper, one, two]);
  });

  it("with some of its files locked and one to come stands in line no more", () => {
    const [holder, helper] = [process(), process("db-lock-helper")];
    call(holder, lock("k", "b"));
    call(helper, lockAll("a", "b"));
    end(world, helper, "killed");
    call(holder, unlock("k", "b"));
    expect(waitsOver()).toEqual([]);
    for (const db of ["a", "b"]) expect(call(holder, tryLock("l", db))).toBe("done");
  });
});

describe("a recovery's transaction", () => {
  it("is undone by a cancel, and by another that begins", () => {
    const daemon = process("ctdbd");
    call(daemon, put("old"));
    for (const over of ["cancel", "begin"] as const) {
      call(daemon, { op: "begin", db: "a" });
      call(daemon, { op: "wipe", db: "a" });
      call(daemon, put("new"));
      expect(values()).toEqual(["new"]);
      call(daemon, { op: over, db: "a" });
      expect(values()).toEqual(["old"]);
    }
  });

  it("is there for good when it is on the disk", () => {
    const daemon = process("ctdbd");
    call(daemon, put("old"));
    call(daemon, { op: "begin", db: "a" });
    call(daemon, put("new"));
    expect(call(daemon, { op: "commit", db: "a" })).toBe("waits");
    expect(waitsOver()).toEqual([]);
    disk[0]?.go();
    expect(served).toEqual([[daemon, { ok: true }]]);
    call(daemon, { op: "cancel", db: "a" });
    expect(values()).toEqual(["old", "new"]);
  });

  it("is undone when its daemon dies, before and while it is written", () => {
    for (const isWriting of [false, true]) {
      const daemon = process("ctdbd");
      call(daemon, { op: "begin", db: "a" });
      call(daemon, put("lost"));
      if (isWriting) call(daemon, { op: "commit", db: "a" });
      end(world, daemon, "killed");
      for (const { go } of disk.splice(0)) go();
      expect(values()).toEqual([]);
    }
    expect(served).toEqual([]);
  });

  it("cannot be committed twice, nor when it was undone", () => {
    const daemon = process("ctdbd");
    call(daemon, { op: "commit", db: "a" });
    disk[0]?.go();
    expect(served).toEqual([[daemon, { ok: false }]]);
  });

  it("is not ended by the commit of one that was undone meanwhile", () => {
    const daemon = process("ctdbd");
    call(daemon, put("old"));
    call(daemon, { op: "begin", db: "a" });
    call(daemon, { op: "commit", db: "a" });
    call(daemon, { op: "begin", db: "a" });
    call(daemon, put("new"));
    disk[0]?.go();
    expect(served).toEqual([[daemon, { ok: false }]]);
    call(daemon, { op: "cancel", db: "a" });
    expect(values()).toEqual(["old"]);
  });

  it("does not end with a process that is no daemon", () => {
    const [daemon, client] = [process("ctdbd"), process()];
    call(daemon, { op: "begin", db: "a" });
    call(daemon, put("new"));
    end(world, client, "killed");
    expect(values()).toEqual(["new"]);
  });
});

describe("a file that is opened", () => {
  it("is emptied, unless it is kept; a kept one is written to the disk", () => {
    const daemon = process("ctdbd");
    for (const isKept of [true, false]) {
      call(daemon, put("old"));
      call(daemon, { op: "open", db: "a", isKept });
      expect(values()).toEqual(isKept ? ["old"] : []);
      call(daemon, { op: "begin", db: "a" });
      call(daemon, { op: "commit", db: "a" });
    }
    expect(disk.map(({ isSynced }) => isSynced)).toEqual([true, false]);
  });

  it("is without what an earlier daemon had not committed", () => {
    const daemon = process("ctdbd");
    call(daemon, put("old"));
    call(daemon, { op: "begin", db: "a" });
    call(daemon, put("new"));
    call(daemon, { op: "open", db: "a", isKept: true });
    expect(values()).toEqual(["old"]);
  });

  it("belongs to its host, and holds what was stored last", () => {
    const daemon = process("ctdbd");
    call(daemon, { op: "store", db: "a", key: "k", copy: copy("one") });
    call(daemon, { op: "store", db: "a", key: "k", copy: copy("two") });
    expect(values()).toEqual(["two"]);
    expect(files.copiesOf(1, "a")).toEqual({});
    call(daemon, { op: "store", db: "a", key: "k", copy: null });
    expect(values()).toEqual([]);
  });
});

describe("a writer of a transaction", () => {
  const write: FileCall = { op: "write", db: "a", copies: { k: copy("new"), l: copy("new") } };

  it("waits while another transaction is open, and not otherwise", () => {
    expect(call(process(), { op: "turn" })).toBe("done");
    turns = [];
    const waiting = process();
    expect(call(waiting, { op: "turn" })).toBe("waits");
    turns[0]?.();
    expect(waitsOver()).toEqual([waiting]);
  });

  it("writes all records when they are on the disk, and nothing before", () => {
    const writer = process();
    call(writer, { op: "open", db: "a", isKept: true });
    expect(call(writer, write)).toBe("waits");
    expect(disk.map(({ isSynced }) => isSynced)).toEqual([true]);
    expect(values()).toEqual([]);
    disk[0]?.go();
    expect(values()).toEqual(["new", "new"]);
    expect(waitsOver()).toEqual([writer]);
  });

  it("writes nothing if it ends before", () => {
    const writer = process();
    call(writer, write);
    end(world, writer, "killed");
    disk[0]?.go();
    expect(values()).toEqual([]);
    expect(waitsOver()).toEqual([]);
  });
});
