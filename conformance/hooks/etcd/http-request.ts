import { request } from "node:http";
import { HookError } from "../hook-error.ts";
import { inWords } from "../in-words.ts";

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** What is sent with a request. */
export interface HttpBody {
  readonly type: "application/json" | "application/x-www-form-urlencoded";
  readonly text: string;
}

const limitMs = 10_000;

/** Asks a service of the loopback, on a connection of its own. @throws HookError if no answer comes within 10 s */
export function httpRequest(port: number, method: string, path: string, body?: HttpBody): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const failed = (error: unknown) => reject(new HookError(`etcd: no answer to ${method} ${path}: ${inWords(error)}`));
    const headers = body === undefined ? {} : { ["content-type"]: body.type };
    const signal = AbortSignal.timeout(limitMs);
    const sent = request({ host: "127.0.0.1", port, method, path, headers, agent: false, signal }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", failed);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    sent.on("error", failed);
    sent.end(body?.text);
  });
}
