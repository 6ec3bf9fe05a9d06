import { beforeEach, describe, expect, it } from "vitest";
import {
  type AnyEvent,
  type IoCall,
  type LockHelperData,
  type ProgramName,
  programs,
  standardModel,
  type TraceEvent,
} from "../../model/index.ts";
import { scripted } from "../choices/index.ts";
import { quietCluster } from "../quiet-cluster.ts";
import { assemble } from "./assemble.ts";
import { sendSignal } from "./effects.ts";
import { boot, continueProcess, pauseHost, powerOff, resumeHost, stopProcess } from "./hosts.ts";
import { findProcess, type Host, isAlive, type Process } from "./process.ts";
import { closePipe, end, reapAll, spawn, write } from "./processes.ts";
import type { Runtime } from "./runtime.ts";
import type { World } from "./world.ts";

let world: World;
let runtime: Runtime;
let host: Host;
let seen: TraceEvent[];
/** What processes are told, by whom it is told to. */
let told: string[];

/** A host that reaps like a real one, switched on, whose processes are only told things and do nothing. */
function start(dropped: readonly string[]): void {
  ({ world, runtime } = assemble(quietCluster({ dropped }), standardModel(), scripted([])));
  seen = [];
  told = [];
  world.listen((event) => seen.push(event));
  host = world.host(0);
  host.up = true;
  world.post = (process: Process, event: AnyEvent) => {
    const { handle, byte } = event as { handle?: number; byte?: string };
    told.push([process.program, event.type, handle, byte].filter((part) => part !== undefined).join(" "));
  };
}

/** A recovery daemon with a lock helper (its child 7), which has a check child. */
function family(): { daemon: Process; helper: Process; child: Process } {
  const daemon = spawn(world, host, "recoverd", null, 0);
  const helper = spawn(world, host, "lock-helper", daemon, 7);
  const child = spawn(world, host, "lock-check-child", helper, 1);
  return { daemon, helper, child };
}

beforeEach(() => start(["dead-parents-are-reaped"]));

describe("the data of a process", () => {
  // These are started by their design alone.
  const ofNfs: readonly string[] = ["nfs-server", "nfs-client"];
  const names = (Object.keys(programs) as ProgramName[]).filter((name) => !ofNfs.includes(name));

  it.each(names)(
    "of %s ends with what all have, for then all of a program are of one shape to the engine",
    (program) => {
      const { data } = spawn(world, host, program, family().daemon, 1);
      expect(Object.keys(data).slice(-2)).toEqual(["nowUs", "monotonicUs"]);
    },
  );
});

describe("a pipe", () => {
  it("carries a byte from a child to its parent, by the parent's handle", () => {
    write(world, family().helper, "0");
    expect(told).toEqual(["recoverd CHILD_OUTPUT 7 0"]);
  });

  it("is not read any more once the parent has closed its end", () => {
    const { daemon, helper, child } = family();
    closePipe(daemon, 7);
    write(world, helper, "0");
    end(world, child, "exit");
    end(world, helper, "exit");
    expect(told).toEqual(["lock-helper PIPE_BROKEN", "lock-helper CHILD_PIPE_CLOSED 1"]);
  });

  it("ends when all who can write to it are gone: the check child keeps it open (F4)", () => {
    const { helper, child } = family();
    end(world, helper, "killed");
    expect(told).toEqual(["lock-check-child PARENT_PIPE_CLOSED"]);
    end(world, child, "exit");
    expect(told.slice(1)).toEqual(["recoverd CHILD_PIPE_CLOSED 7"]);
  });

  it("ends with the helper if the check child went first, which the helper is told", () => {
    const { helper, child } = family();
    end(world, child, "killed");
    expect(told).toEqual(["lock-helper CHILD_PIPE_CLOSED 1"]);
    end(world, helper, "exit");
    expect(told.slice(1)).toEqual(["recoverd CHILD_PIPE_CLOSED 7"]);
  });

  it("tells a dead parent nothing", () => {
    const { daemon, helper, child } = family();
    end(world, daemon, "killed");
    end(world, child, "exit");
    end(world, helper, "exit");
    expect(told.filter((line) => line.startsWith("recoverd"))).toEqual([]);
  });
});

describe("a dead process", () => {
  it("is reaped at once by a parent that runs", () => {
    const { helper } = family();
    end(world, helper, "exit");
    expect(host.processes.has(helper.pid)).toBe(false);
  });

  it("is a zombie, which still exists, while its parent is stopped", () => {
    const { daemon, helper } = family();
    stopProcess(world, daemon);
    end(world, helper, "killed");
    expect([isAlive(helper), host.processes.has(helper.pid)]).toEqual([false, true]);
    continueProcess(world, runtime, daemon);
    expect(host.processes.has(helper.pid)).toBe(false);
  });

  it("is a zombie while its host is paused", () => {
    const { helper } = family();
    pauseHost(world, host);
    end(world, helper, "killed");
    expect(host.processes.has(helper.pid)).toBe(true);
    resumeHost(world, runtime, host);
    expect(host.processes.has(helper.pid)).toBe(false);
  });

  it("stays a zombie on a host where nobody reaps, until somebody does", () => {
    const { daemon } = family();
    host.reaps = false;
    end(world, daemon, "killed");
    expect(host.processes.has(daemon.pid)).toBe(true);
    reapAll(world, host);
    expect(host.processes.has(daemon.pid)).toBe(true);
    host.reaps = true;
    reapAll(world, host);
    expect(host.processes.has(daemon.pid)).toBe(false);
  });

  it("is never a zombie while the assumption dead-parents-are-reaped is in force", () => {
    start([]);
    const { daemon, helper } = family();
    stopProcess(world, daemon);
    host.reaps = false;
    end(world, helper, "killed");
    expect(host.processes.has(helper.pid)).toBe(false);
  });

  it("dies once", () => {
    const { helper } = family();
    end(world, helper, "killed");
    end(world, helper, "exit");
    expect(seen.filter(({ type }) => type === "process-exited")).toHaveLength(1);
  });
});

describe("an orphan", () => {
  it("gets init as its parent, and finds pid 1 if it looks only now", () => {
    const { daemon, helper } = family();
    expect((helper.data as LockHelperData).ppid).toBe(daemon.pid);
    end(world, daemon, "killed");
    expect([helper.parent, (helper.data as LockHelperData).ppid]).toEqual([1, 1]);
  });

  it("that is dead already is reaped by init", () => {
    const { daemon, helper } = family();
    stopProcess(world, daemon);
    end(world, helper, "killed");
    end(world, daemon, "killed");
    expect(host.processes.has(helper.pid)).toBe(false);
  });
});

describe("a main daemon's end", () => {
  it("is noticed by its recovery daemon and a recovery helper, not by a lock helper", () => {
    const daemon = spawn(world, host, "ctdbd", null, 0);
    const recoverd = spawn(world, host, "recoverd", daemon, 0);
    spawn(world, host, "lock-helper", recoverd, 7);
    spawn(world, host, "recovery-helper", recoverd, 8);
    end(world, daemon, "killed");
    expect(told).toEqual(["recoverd DAEMON_GONE", "recovery-helper DAEMON_GONE"]);
    expect(host.ctdbd).toBeNull();
  });

  it("is none of the business of those whose daemon was another one", () => {
    const first = spawn(world, host, "ctdbd", null, 0);
    const recoverd = spawn(world, host, "recoverd", first, 0);
    stopProcess(world, recoverd);
    end(world, first, "killed");
    const second = spawn(world, host, "ctdbd", null, 0);
    told.length = 0;
    end(world, second, "killed");
    expect(told).toEqual([]);
  });
});

describe("a signal", () => {
  it("SIGTERM is an event like others; to a program that has not begun it is the end, in the same instant", () => {
    const { helper } = family();
    helper.state = "running";
    sendSignal(world, helper, "TERM");
    expect(told).toEqual(["lock-helper SIGTERM"]);
    const fresh = spawn(world, host, "lock-helper", null, 1);
    sendSignal(world, fresh, "TERM");
    expect(isAlive(fresh)).toBe(true);
    world.kernel.runUntil(world.kernel.nowUs);
    expect(isAlive(fresh)).toBe(false);
  });

  it("SIGKILL ends a process at once, stopped or not", () => {
    const { helper } = family();
    stopProcess(world, helper);
    sendSignal(world, helper, "KILL");
    expect(isAlive(helper)).toBe(false);
  });

  /** A process that makes a system call, which has got as far as the storage. */
  function calling(program: "lock-helper" | "lock-check-child", call: IoCall): Process {
    const process = spawn(world, host, program, null, 1);
    process.state = "running";
    const pending = { process, activation: process.rules[0] as Process["rules"][number], call };
    world.storage.begin(process, pending.activation, call);
    world.storage.perform(pending);
    return process;
  }

  it("SIGKILL ends a process that a hung storage keeps only when its system call returns", () => {
    world.storage.setHung(host, true);
    const helper = calling("lock-helper", { call: "open", create: true });
    sendSignal(world, helper, "KILL");
    expect([isAlive(helper), helper.killedWhileBlocked]).toEqual([true, true]);
  });

  it("SIGKILL ends a process that waits for a lock at once", () => {
    calling("lock-helper", { call: "lock", byte: 1, wait: false });
    const waiter = calling("lock-check-child", { call: "lock", byte: 1, wait: true });
    sendSignal(world, waiter, "KILL");
    expect(isAlive(waiter)).toBe(false);
  });
});

describe("a host", () => {
  it("that is powered off loses every process without a word, and starts afresh", () => {
    const { daemon } = family();
    powerOff(world, host);
    expect(seen.filter((event) => event.type === "process-exited").map((event) => event.cause)).toEqual([
      "crash",
      "crash",
      "crash",
    ]);
    expect(host.processes.size).toBe(0);
    boot(world, host);
    expect(findProcess(host, "ctdbd")?.pid).toBeGreaterThan(daemon.pid);
  });

  it("is switched on, paused, resumed and powered off once", () => {
    const act = [
      () => boot(world, host),
      () => pauseHost(world, host),
      () => resumeHost(world, runtime, host),
      () => powerOff(world, host),
    ];
    host.up = false;
    for (const twice of act) for (let times = 0; times < 2; times += 1) twice();
    const types = seen.map(({ type }) => type).filter((type) => type.startsWith("host-"));
    expect(types).toEqual(["host-started", "host-paused", "host-resumed", "host-crashed"]);
  });
});
