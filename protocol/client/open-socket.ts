import { connect, type Socket } from "node:net";
import { CtdbClientError } from "./ctdb-client-error.ts";

/** Connects to a Unix socket; where nobody listens, the promise is rejected with a {@link CtdbClientError}. */
export function openSocket(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    const fail = (cause: Error) => {
      const message = `No daemon answers at the socket ${path}: ${cause.message}.`;
      reject(new CtdbClientError("unreachable", message, { cause }));
    };
    socket.once("error", fail);
    socket.once("connect", () => {
      socket.off("error", fail);
      resolve(socket);
    });
  });
}
