import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { encodeReply } from "../control/index.ts";
import { decodePacket, encodePacket, type Packet, PacketStream } from "../packet/index.ts";
import { bytesOf } from "../wire/index.ts";
import { CtdbClient } from "./index.ts";

const none = new Uint8Array();
const folder = mkdtempSync(join(tmpdir(), "ctdb-client-"));
const path = join(folder, "socket");
let server: Server;
let client: CtdbClient | undefined;

/** A daemon that answers each packet with what the function gives. */
async function daemon(answer: (packet: Packet, socket: Socket) => readonly Uint8Array[]): Promise<CtdbClient> {
  server = createServer((socket) => {
    const stream = new PacketStream();
    socket.on("error", () => undefined);
    socket.on("data", (piece: Buffer) => {
      for (const bytes of stream.feed(piece)) {
        for (const reply of answer(decodePacket(bytes), socket)) socket.write(reply);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  client = await CtdbClient.connect(path, { timeoutMs: 60_000 });
  return client;
}

const replied = (to: Packet, body: Partial<{ status: number; data: Uint8Array; message: Uint8Array }>): Packet => ({
  kind: "REPLY_CONTROL",
  header: { generation: 0, destination: 0, source: 0, requestId: to.header.requestId },
  body: { status: 0, data: none, message: none, ...body },
});
const reply = (...given: Parameters<typeof replied>) => encodePacket(replied(...given));

afterEach(async () => {
  await client?.close();
  await new Promise((resolve) => server?.close(resolve));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a client", () => {
  test("gets answers in whatever order and pieces they come", async () => {
    const asked: Packet[] = [];
    const answered = await daemon((packet, socket) => {
      asked.push(packet);
      if (asked.length < 3) return [];
      const bytes = asked.toReversed().flatMap((one, index) => [...reply(one, { status: index })]);
      for (const byte of bytes) socket.write(Uint8Array.of(byte));
      return [];
    });
    expect(await Promise.all([answered.pnn(), answered.recMode(), answered.pnn()])).toEqual([2, 1, 0]);
  });

  test("says why a control was refused", async () => {
    const asking = await daemon((packet) => [reply(packet, { status: -1, message: bytesOf("no such database") })]);
    await expect(asking.dbName(1)).rejects.toMatchObject({
      problem: "refused",
      message: "GET_DBNAME was refused with status -1, because of: no such database.",
    });
  });

  test("says that there is no database of a name", async () => {
    const asking = await daemon((packet) => {
      const isMap = packet.kind === "REQ_CONTROL" && packet.body.opcode === 9;
      const data = isMap ? encodeReply("GET_DBMAP", [{ dbId: 5, flags: 0 }]) : encodeReply("GET_DBNAME", "a.tdb");
      return [reply(packet, { data })];
    });
    expect(await asking.dbId("a.tdb")).toBe(5);
    await expect(asking.dbId("b\n.tdb")).rejects.toMatchObject({
      problem: "no database",
      message: 'The daemon has no database "b\\n.tdb": attach to it first.',
    });
  });

  test("waits no longer than it is told, drops what comes late, and goes on", async () => {
    const late: Uint8Array[] = [];
    const asking = await daemon((packet) => {
      if (packet.kind === "REQ_CONTROL" && packet.body.opcode === 35) return [...late, reply(packet, { status: 4 })];
      late.push(reply(packet, {}));
      return [];
    });
    await expect(asking.control("PING", undefined, { timeoutMs: 1 })).rejects.toMatchObject({
      problem: "timeout",
      message: "PING was not answered within 1 ms.",
    });
    expect(await asking.pnn()).toBe(4);
  });

  test("a value that cannot be sent is refused before anything is sent", async () => {
    const asking = await daemon((packet) => [reply(packet, { status: 4 })]);
    await expect(asking.fetch(-1, none)).rejects.toThrow(RangeError);
    await expect(asking.control("DB_FREEZE", 1.5)).rejects.toThrow("DB_FREEZE request: the content is 1.5");
    expect(await asking.pnn()).toBe(4);
  });

  test.each([
    ["closed", (_: Packet, socket: Socket) => void socket.destroy(), "The daemon closed the connection."],
    ["garbled", () => [new Uint8Array(32)], "What the daemon sent is no packet: stream: length at offset 0 says 0"],
    ["garbled", (to: Packet) => [reply(to, { data: Uint8Array.of(1) })], "GETVNNMAP was answered in another form"],
    [
      "garbled",
      (to: Packet) => [encodePacket({ ...to, kind: "REQ_KEEPALIVE", body: { version: 1, uptime: 1 } })],
      "by a",
    ],
    ["refused", (to: Packet) => [encodePacket(errorTo(to))], "GETVNNMAP was refused: out of memory."],
  ])("%s: %#", async (problem, answer, sentence) => {
    const asking = await daemon((packet, socket) => answer(packet, socket) ?? []);
    const failed = asking.vnnMap();
    await expect(failed).rejects.toMatchObject({ problem });
    await expect(failed).rejects.toThrow(sentence);
  });

  test("that is closed rejects what waits and what is asked afterwards", async () => {
    const asking = await daemon(() => []);
    const waiting = expect(asking.pnn()).rejects.toMatchObject({ problem: "closed" });
    await asking.close();
    await waiting;
    await expect(asking.pnn()).rejects.toThrow("The client closed the connection.");
  });

  test("says that nobody listens", async () => {
    const nowhere = join(folder, "nobody");
    await expect(CtdbClient.connect(nowhere)).rejects.toMatchObject({
      problem: "unreachable",
      message: expect.stringContaining(`No daemon answers at the socket ${nowhere}`),
    });
  });
});

const errorTo = (to: Packet): Packet => ({
  kind: "REPLY_ERROR",
  header: to.header,
  body: { status: -1, message: bytesOf("out of memory") },
});
