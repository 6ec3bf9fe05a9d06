import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { killGroup, lastResort } from "../cleanup/index.ts";
import { findProgram } from "../find-program.ts";

/** A running etcd. */
export interface EtcdProcess {
  /** True until its end was seen. */
  readonly runs: () => boolean;
  /** Kills it and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts it in a process group of its own, so that Ctrl-C does not reach it; what it says is added to the log. */
export function spawnEtcd(program: string, args: readonly string[], log: string): EtcdProcess {
  const out = openSync(log, "a");
  const child = spawnTied(program, args, out);
  closeSync(out);
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const kill = () => {
    if (child.pid !== undefined && runs()) killGroup(child.pid);
  };
  const runs = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const takeBack = lastResort(kill);
  void gone.then(takeBack);
  return {
    runs,
    async kill() {
      kill();
      await gone;
    },
  };
}

/** Where the system can tie it to this process, it is killed even if this one is. */
function spawnTied(program: string, args: readonly string[], out: number): ChildProcess {
  const setpriv = findProgram("setpriv");
  const [file, ...rest] = setpriv === undefined ? [program] : [setpriv, "--pdeathsig", "KILL", program];
  return spawn(file, [...rest, ...args], { detached: true, stdio: ["ignore", out, out], env: etcdEnvironment() });
}

/** Not ours: ETCD_… and proxies of the user's environment are about another etcd. */
function etcdEnvironment(): Record<string, string> {
  // etcd 3.4 starts on some processors only if it is told that this is meant.
  return { PATH: process.env["PATH"] ?? "", ["ETCD_UNSUPPORTED_ARCH"]: process.arch };
}
