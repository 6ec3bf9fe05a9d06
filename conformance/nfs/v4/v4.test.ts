import { duplexPair } from "node:stream";
import { describe, expect, test } from "vitest";
import { callHead, marked, RecordStream, writeReplyHead } from "../rpc/index.ts";
import { decode, encode, XdrReader, XdrWriter } from "../xdr/index.ts";
import { compoundArgs, compoundResults, NfsClient, type Operation, type OperationName, writeResults } from "./index.ts";

interface Answer {
  readonly op: OperationName;
  readonly status: number;
  readonly value?: unknown;
}

const session = Uint8Array.from({ length: 16 }, (_, index) => index);
const stateId = { seqid: 1, other: Uint8Array.from({ length: 12 }, () => 7) };
const channel = {
  ...{ headerPadding: 0, requestBytes: 9, responseBytes: 9, cachedBytes: 9, operations: 9, requests: 1, rdma: [] },
};
/** What a server answers that grants everything. */
const granted: Readonly<Partial<Record<OperationName, unknown>>> = {
  EXCHANGE_ID: {
    ...{ clientId: 5n, sequence: 3, flags: 0, serverOwner: { minor: 0n, major: new Uint8Array() } },
    ...{ scope: new Uint8Array(), implementation: [] },
  },
  CREATE_SESSION: { sessionId: session, sequence: 3, flags: 0, fore: channel, back: channel },
  SEQUENCE: { sessionId: session, sequence: 1, slot: 0, highestSlot: 0, target: 0, flags: 0 },
  OPEN: {
    ...{ stateId, change: { atomic: true, before: 0n, after: 0n }, flags: 0, attributes: [1] },
    delegation: { kind: 3, value: { kind: 2, value: false } },
  },
  GETFH: Uint8Array.of(1, 2, 3),
  LOCK: stateId,
  LOCKU: stateId,
  WRITE: { count: 1, committed: 2, verifier: new Uint8Array(8) },
};
const denial = { offset: 0n, length: 1n, type: 2, owner: { clientId: 6n, owner: Uint8Array.of(9) } };

/** A client whose server answers each operation with these statuses, 0 unless given, up to the first that is not 0. */
async function served(statuses: Readonly<Partial<Record<OperationName, number>>>) {
  const [mine, theirs] = duplexPair();
  const records = new RecordStream(100_000);
  const asked: Operation[] = [];
  theirs.on("data", (piece: Uint8Array) => {
    for (const message of records.feed(piece)) {
      const reader = new XdrReader("call", message);
      const { xid } = callHead.read(reader);
      const operations = compoundArgs.read(reader);
      asked.push(...operations);
      const writer = new XdrWriter();
      writeReplyHead(writer, xid);
      writeResults(writer, answersTo(operations, statuses));
      theirs.write(marked(writer.finish()));
    }
  });
  const client = await NfsClient.begin(mine, { name: "c", start: 2, timeoutMs: 2_000 });
  return { client, asked };
}

function answersTo(
  operations: readonly Operation[],
  statuses: Readonly<Partial<Record<OperationName, number>>>,
): readonly Answer[] {
  const answers = operations.map(({ op }): Answer => {
    const status = statuses[op] ?? 0;
    return { op, status, value: status === 0 ? granted[op] : denial };
  });
  const failed = answers.findIndex(({ status }) => status !== 0);
  return failed < 0 ? answers : answers.slice(0, failed + 1);
}

describe("a client", () => {
  test("asks in a session, each time with the next number, for opens, locks and writes", async () => {
    const { client, asked } = await served({});
    const opened = await client.open("shared", "f");
    expect(opened).toEqual({ status: "OK", stateId, handle: Uint8Array.of(1, 2, 3) });
    const handle = Uint8Array.of(1, 2, 3);
    expect(await client.lock(handle, stateId)).toEqual({ status: "OK", stateId });
    expect(await client.write(handle, stateId, "x")).toBe("OK");
    expect(await client.unlock(handle, stateId)).toBe("OK");
    expect(await client.reclaimComplete()).toBe("OK");
    const sequences = asked.flatMap((one) => (one.op === "SEQUENCE" ? [one.args] : []));
    expect(sequences.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(sequences.every(({ sessionId }) => Buffer.from(sessionId).equals(session))).toBe(true);
    expect(asked.map(({ op }) => op).filter((op) => op !== "SEQUENCE")).toEqual([
      ...["EXCHANGE_ID", "CREATE_SESSION", "PUTROOTFH", "LOOKUP", "OPEN", "GETFH"],
      ...["PUTFH", "LOCK", "PUTFH", "WRITE", "PUTFH", "LOCKU", "RECLAIM_COMPLETE"],
    ]);
    client.drop();
  });

  test("reclaims by the file itself, and says so", async () => {
    const { client, asked } = await served({});
    await client.reopen(Uint8Array.of(4));
    await client.lock(Uint8Array.of(4), stateId, true);
    expect(asked.flatMap((one) => (one.op === "OPEN" ? [one.args.claim] : []))).toEqual([{ kind: 1, value: 0 }]);
    expect(asked.flatMap((one) => (one.op === "LOCK" ? [one.args.reclaim] : []))).toEqual([true]);
    client.drop();
  });

  test.each([
    [10_013, "GRACE"],
    [10_033, "NO_GRACE"],
    [10_010, "DENIED"],
    [10_011, "EXPIRED"],
    [4_711, "status 4711"],
  ] as const)("is told status %i as %s", async (number, status) => {
    const { client } = await served({ LOCK: number });
    expect(await client.lock(Uint8Array.of(4), stateId)).toEqual({ status, stateId: undefined });
    client.drop();
  });

  test.each(["EXCHANGE_ID", "CREATE_SESSION"] as const)("has no session if %s is refused", async (op) => {
    await expect(served({ [op]: 10_008 })).rejects.toThrow(`${op} was refused: DELAY.`);
  });
});

describe("a compound", () => {
  test("stands as RFC 8881, section 16.2 has it", () => {
    const operations: readonly Operation[] = [
      { op: "PUTROOTFH", args: undefined },
      { op: "LOOKUP", args: "ab" },
    ];
    const bytes = encode(compoundArgs, operations);
    const words = [0, 1, 2, 24, 15, 2, 0x6162_0000];
    expect([...bytes]).toEqual([
      ...Uint8Array.from(words.flatMap((word) => [24, 16, 8, 0].map((bit) => word >>> bit))),
    ]);
    expect(decode(compoundArgs, "compound", bytes)).toEqual(operations);
  });

  test.each([
    ["an operation that is none", [0, 0, 1, 4_711, 0], "is operation 4711, which nobody asked for"],
    ["more results than were asked for", [0, 0, 17], "counts 17 results"],
    ["a result that is cut off", [0, 0, 1, 53, 0, 1], "results.0.SEQUENCE.sessionId"],
    ["a tag that is too long", [0, 9_999], "tag"],
  ])("of a server with %s is refused", (_name, words, why) => {
    const writer = new XdrWriter();
    for (const word of words) writer.u32(word);
    expect(() => compoundResults.read(new XdrReader("reply", writer.finish()))).toThrow(why);
  });
});
