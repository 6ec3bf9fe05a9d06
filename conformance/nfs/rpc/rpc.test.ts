import { duplexPair } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { u32, XdrReader, XdrWriter } from "../xdr/index.ts";
import { callHead, marked, type Procedure, RecordStream, RpcClient, writeReplyHead } from "./index.ts";

const caller = { stamp: 0, machine: "m", uid: 1, gid: 2, gids: [3] };
const program = { program: 100_003, version: 4, caller, timeoutMs: 2_000 };
const next: Procedure<number, number> = { name: "NEXT", number: 5, args: u32, result: u32 };

/** A client, and what answers it: the bytes of an answer to each call, or nothing. */
function pair(answer: (xid: number, argument: number) => Uint8Array | undefined, timeoutMs = 2_000) {
  const [mine, theirs] = duplexPair();
  const records = new RecordStream(1_000);
  theirs.on("data", (piece: Uint8Array) => {
    for (const message of records.feed(piece)) {
      const reader = new XdrReader("call", message);
      const { xid } = callHead.read(reader);
      const bytes = answer(xid, reader.u32());
      if (bytes !== undefined) theirs.write(bytes);
    }
  });
  return { client: new RpcClient(mine, { ...program, timeoutMs }), theirs };
}

const words = (...values: readonly number[]): Uint8Array => {
  const writer = new XdrWriter();
  for (const value of values) writer.u32(value);
  return writer.finish();
};
const success = (xid: number, ...results: readonly number[]): Uint8Array => {
  const writer = new XdrWriter();
  writeReplyHead(writer, xid);
  return marked(Buffer.concat([writer.finish(), words(...results)]));
};

describe("records of a stream", () => {
  test("come out whole however they are cut", () => {
    const messages = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 5 });
    fc.assert(
      fc.property(messages, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sent, cuts) => {
        const bytes = Buffer.concat(sent.map(marked));
        const stream = new RecordStream(100);
        const got: Uint8Array[] = [];
        for (let from = 0, nth = 0; from < bytes.length; nth += 1) {
          const to = from + (cuts[nth % cuts.length] ?? 1);
          got.push(...stream.feed(bytes.subarray(from, to)));
          from = to;
        }
        expect(got.map((one) => [...one])).toEqual(sent.map((one) => [...one]));
      }),
    );
  });

  test("may come in fragments, and have an end", () => {
    const stream = new RecordStream(8);
    expect(stream.feed(Buffer.concat([words(2), Uint8Array.of(1, 2), words(0x8000_0001), Uint8Array.of(3)]))).toEqual([
      Buffer.from([1, 2, 3]),
    ]);
    expect(() => stream.feed(words(0x8000_0009))).toThrow("A message of 9 bytes or more is announced.");
    const endless = new RecordStream(8);
    endless.feed(Buffer.concat([words(5), new Uint8Array(5)]));
    expect(() => endless.feed(words(5))).toThrow("10 bytes");
  });
});

describe("a call", () => {
  test("has the answer of its own number, whatever comes first", async () => {
    const held: Uint8Array[] = [];
    const { client, theirs } = pair((xid, argument) => {
      held.push(success(xid, argument + 1));
      return undefined;
    });
    const calls = [client.call(next, 1), client.call(next, 10)];
    await expect.poll(() => held.length).toBe(2);
    theirs.write(success(77, 5));
    for (const answer of held.reverse()) theirs.write(answer);
    expect(await Promise.all(calls)).toEqual([2, 11]);
  });

  test("says who calls", async () => {
    const [mine, theirs] = duplexPair();
    const records = new RecordStream(1_000);
    const heard = new Promise<readonly number[]>((resolve) => {
      theirs.on("data", (piece: Uint8Array) => {
        for (const message of records.feed(piece)) resolve([...message]);
      });
    });
    void new RpcClient(mine, program).call(next, 9).catch(() => undefined);
    const credential = [0, 1, 109 * 2 ** 24, 1, 2, 1, 3];
    // xid, call, RPC 2, program, version, procedure; AUTH_SYS; AUTH_NONE; the argument (RFC 5531, section 9).
    const head = [1, 0, 2, 100_003, 4, 5];
    expect(await heard).toEqual([...words(...head, 1, 4 * credential.length, ...credential, 0, 0, 9)]);
    mine.destroy();
  });

  test.each([
    ["denied", [1, 1, 0, 2, 2], "refused", "the call was denied"],
    ["accepted by one who has no such program", [1, 0, 0, 0, 1], "refused", "the program is not there"],
    ["accepted and garbage", [1, 0, 0, 0, 4], "refused", "the arguments make no sense"],
    ["accepted in a way that is none", [1, 0, 0, 0, 9], "garbled", "is accepted with 9, which is none"],
    ["neither accepted nor denied", [1, 7], "garbled", "status before byte 12 is 7"],
    ["no reply", [0], "garbled", "kind before byte 8 is 0, not 1"],
    ["cut off", [1, 0, 0], "garbled", "needs 4 bytes, 0 are left"],
    ["too short", [1, 0, 0, 0, 0], "garbled", "needs 4 bytes, 0 are left"],
    ["too long", [1, 0, 0, 0, 0, 1, 2], "garbled", "4 more bytes follow"],
  ])("that is %s has no result", async (_name, answer, problem, why) => {
    const { client } = pair((xid) => marked(words(xid, ...answer)));
    await expect(client.call(next, 1)).rejects.toMatchObject({ problem, message: expect.stringContaining(why) });
  });

  test("ends with its connection, also one that comes after", async () => {
    const { client, theirs } = pair(() => undefined);
    const called = client.call(next, 1);
    theirs.end();
    await expect(called).rejects.toMatchObject({ problem: "closed" });
    await expect(client.call(next, 2)).rejects.toMatchObject({ problem: "closed" });
  });

  test("is not waited for without end", async () => {
    const { client } = pair(() => undefined, 20);
    await expect(client.call(next, 1)).rejects.toMatchObject({ problem: "timeout" });
  });
});
