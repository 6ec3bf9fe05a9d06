import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { TcpProxy } from "./tcp-proxy.ts";

/** A service that writes down what it got and answers each piece in capitals. */
const got: string[] = [];
const ends: string[] = [];
const accepted: Socket[] = [];
let service: Server;
let proxy: TcpProxy;
const clients: Socket[] = [];

beforeEach(async () => {
  for (const list of [got, ends, accepted, clients]) list.length = 0;
  service = createServer((socket) => {
    accepted.push(socket);
    socket.on("data", (chunk) => {
      got.push(chunk.toString());
      socket.write(chunk.toString().toUpperCase());
    });
    socket.on("end", () => ends.push("end"));
    socket.on("error", (error) => ends.push(String(error)));
  });
  service.listen(0, "127.0.0.1");
  await once(service, "listening");
  proxy = await TcpProxy.open(portOf(service), (chunk) => !chunk.toString().startsWith("GET"));
});

afterEach(async () => {
  for (const socket of [...clients, ...accepted]) socket.destroy();
  await proxy.close();
  if (service.listening) await new Promise((resolve) => service.close(resolve));
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A client with what it heard, its end and its error. */
async function client() {
  const socket = connect(proxy.port, "127.0.0.1");
  clients.push(socket);
  const heard: string[] = [];
  socket.on("data", (chunk) => heard.push(chunk.toString()));
  const errors: string[] = [];
  socket.on("error", (error: NodeJS.ErrnoException) => errors.push(error.code ?? ""));
  const ended = new Promise<string>((resolve) => {
    socket.on("end", () => resolve("end"));
    socket.on("close", () => resolve(errors[0] ?? "close"));
  });
  await new Promise((resolve) => socket.once("connect", resolve).once("close", resolve));
  return { socket, heard, ended };
}

/** Waits until something is so; the test's own time limit ends it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(2);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it("forwards both ways, and the end too", async () => {
  const { socket, heard, ended } = await client();
  socket.write("ping");
  await until(() => heard.join("") === "PING");
  socket.end();
  expect(await ended).toBe("end");
  expect(ends).toEqual(["end"]);
});

it("cut resets what is open and what is opened, restore lets new ones pass", async () => {
  const before = await client();
  before.socket.write("one");
  await until(() => got.length === 1);
  proxy.cut();
  expect(await before.ended).toBe("ECONNRESET");
  expect(await (await client()).ended).toBe("ECONNRESET");
  proxy.restore();
  const after = await client();
  after.socket.write("two");
  await until(() => after.heard.join("") === "TWO");
  expect(got).toEqual(["one", "two"]);
});

it("stall swallows both ways without any error; what lost bytes is reset by restore", async () => {
  const open = await client();
  const idle = await client();
  open.socket.write("one");
  await until(() => open.heard.join("") === "ONE");
  await until(() => accepted.length === 2);
  proxy.stall();
  open.socket.write("lost");
  accepted[0]?.write("lost too");
  const late = await client();
  late.socket.write("never");
  expect(await Promise.race([open.ended, late.ended, pause(100)])).toBeUndefined();
  expect([got, open.heard, late.heard]).toEqual([["one"], ["ONE"], []]);
  proxy.restore();
  expect(await Promise.all([open.ended, late.ended])).toEqual(["ECONNRESET", "ECONNRESET"]);
  idle.socket.write("still here");
  await until(() => idle.heard.join("") === "STILL HERE");
});

it("a stalled seat that goes away is not noticed by the service", async () => {
  const { socket } = await client();
  socket.write("one");
  await until(() => got.length === 1);
  proxy.stall();
  socket.resetAndDestroy();
  await pause(50);
  expect(ends).toEqual([]);
  proxy.restore();
  await until(() => ends.length === 1);
  expect(ends[0]).toContain("ECONNRESET");
});

it("delay holds back the next writing piece and what follows it on its connection, others pass", async () => {
  const slow = await client();
  const other = await client();
  proxy.delay();
  slow.socket.write("GET 1");
  await until(() => slow.heard.join("") === "GET 1");
  slow.socket.write("PUT 2");
  await pause(50);
  slow.socket.write(" and its body");
  other.socket.write("PUT 3");
  const late = await client();
  late.socket.write("PUT 4");
  await until(() => other.heard.length + late.heard.length === 2);
  expect(got.join()).not.toContain("PUT 2");
  proxy.restore();
  await until(() => slow.heard.join("") === "GET 1PUT 2 AND ITS BODY");
});

it("what was held back is delivered even if the seat is gone", async () => {
  const { socket } = await client();
  proxy.delay();
  socket.write("PUT 1");
  await pause(50);
  socket.resetAndDestroy();
  await pause(50);
  expect(got).toEqual([]);
  proxy.restore();
  await until(() => got.join("") === "PUT 1");
});

it("held back for ever if restore comes after cut", async () => {
  const { socket, ended } = await client();
  proxy.delay();
  socket.write("PUT 1");
  await pause(50);
  proxy.cut();
  expect(await ended).toBe("ECONNRESET");
  proxy.restore();
  await pause(50);
  expect(got).toEqual([]);
});

it("a service that is gone is a reset", async () => {
  await new Promise((resolve) => service.close(resolve));
  expect(await (await client()).ended).toBe("ECONNRESET");
});

it("passes more than any buffer holds", async () => {
  const { socket, heard } = await client();
  const text = "x".repeat(3_000_000);
  socket.write(text);
  await until(() => heard.join("").length === text.length);
});

it("close ends whatever is open, held or stalled", async () => {
  const held = await client();
  proxy.delay();
  held.socket.write("PUT 1");
  await pause(20);
  proxy.stall();
  const stalled = await client();
  await proxy.close();
  expect(await Promise.all([held.ended, stalled.ended])).toEqual(["ECONNRESET", "ECONNRESET"]);
  proxy = await TcpProxy.open(portOf(service));
});
