import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../find-program.ts";
import { inWords } from "../in-words.ts";
import { UnavailableError } from "../unavailable-error.ts";
import { EtcdServer } from "./etcd-server.ts";
import { freePorts } from "./free-ports.ts";

/**
 * Starts an etcd in that folder, on ports that are free.
 *
 * @param signal ends the start
 * @throws UnavailableError if there is none in PATH, or it does not start
 */
export async function startEtcd(folder: string, signal: AbortSignal | undefined): Promise<EtcdServer> {
  const program = findProgram("etcd");
  if (program === undefined) {
    throw new UnavailableError(
      'etcd: there is no program "etcd" in PATH; install it (Debian: etcd-server) or choose other hooks',
    );
  }
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const server = await newServer(program, join(folder, String(attempt)));
    const abort = () => void server.end();
    signal?.addEventListener("abort", abort);
    try {
      await server.start();
      return server;
    } catch (error) {
      await server.end();
      signal?.throwIfAborted();
      // Between the look for a free port and its use somebody else may have taken it.
      if (attempt < 3 && inWords(error).includes("address already in use")) continue;
      throw new UnavailableError(inWords(error));
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }
}

async function newServer(program: string, folder: string): Promise<EtcdServer> {
  mkdirSync(folder);
  const [port = 0, peerPort = 0] = await freePorts(2);
  return new EtcdServer(program, folder, [port, peerPort]);
}
