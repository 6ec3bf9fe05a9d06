import { basename, resolve } from "node:path";
import { temporaryFolder } from "../cleanup/index.ts";
import type { Hooks, SeatValues } from "../hooks.ts";
import { printable } from "../printable.ts";
import { ended, refusal } from "../refusal.ts";
import { call, type Executable } from "./call.ts";
import { Calls } from "./calls.ts";
import { readDescription } from "./description.ts";
import { readSeat } from "./seat-lines.ts";

/** How a user's executable is used. */
export interface CommandOptions {
  /** Milliseconds after which a call is killed; 30 s if absent. */
  readonly limitMs?: number;
  /** Ends the start: what was begun is gone when the promise is rejected. */
  readonly signal?: AbortSignal;
}

/**
 * Hooks that are an executable of the user's, called as `FILE VERB LOCK SEAT` in a temporary folder of its own.
 *
 * @throws HookError if it does not describe itself
 */
export async function commandHooks(file: string, options: CommandOptions = {}): Promise<Hooks> {
  const name = printable(basename(file));
  const folder = temporaryFolder("hooks");
  const calls = new Calls();
  const executable: Executable = {
    file: resolve(file),
    folder: folder.path,
    calls,
    limitMs: options.limitMs ?? 30_000,
  };
  const seats = new Map<string, Promise<SeatValues>>();
  let over: Promise<void> | undefined;

  const end = async () => {
    calls.stop();
    try {
      await call(executable, ["end"]);
    } finally {
      calls.end();
      await folder.remove();
    }
  };
  const description = await describe(executable, options.signal).catch(async (error: unknown) => {
    calls.end();
    await folder.remove();
    throw error;
  });
  const ask = async (lock: string, seat: string) => {
    if (over !== undefined) throw ended(name);
    return readSeat(await call(executable, ["seat", lock, seat]), `${name} seat`);
  };

  return {
    name,
    ...description,
    seat: (lock, seat) => {
      const key = JSON.stringify([lock, seat]);
      const answer = seats.get(key) ?? ask(lock, seat);
      seats.set(key, answer);
      return answer;
    },
    async act(verb, lock, seat) {
      if (over !== undefined) throw ended(name);
      if (!description.can.has(verb)) throw refusal(name, verb);
      await call(executable, [verb, lock, seat]);
    },
    end: () => {
      over ??= end();
      return over;
    },
  };
}

async function describe(executable: Executable, signal: AbortSignal | undefined) {
  signal?.throwIfAborted();
  const abort = () => executable.calls.stop();
  signal?.addEventListener("abort", abort);
  try {
    return readDescription(await call(executable, ["describe"]), `${printable(basename(executable.file))} describe`);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}
