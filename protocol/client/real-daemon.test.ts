// One daemon of Debian's package ctdb, in a folder of its own and on a loopback address. A relay stands between its
// socket and everybody who talks to it (this client, the tool, the helper that runs its recoveries) and keeps what passes.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addressText,
  type ControlName,
  controlName,
  decodeReply,
  decodeRequest,
  encodeReply,
  encodeRequest,
  recordBuffer,
  runStates,
  storedRecord,
} from "../control/index.ts";
import { decodePacket, destinations, encodePacket, type PacketOf, PacketStream } from "../packet/index.ts";
import { bytesOf, decodeWith, encodeWith, readable } from "../wire/index.ts";
import { CtdbClient } from "./index.ts";

const program = "/usr/sbin/ctdbd";
const recoveryHelper = "/usr/libexec/ctdb/ctdb_recovery_helper";
const missing = [program, "/usr/bin/ctdb", "/etc/ctdb/functions", recoveryHelper].find((file) => !existsSync(file));

const folder = missing === undefined ? mkdtempSync(join(tmpdir(), "ctdb-real-")) : tmpdir();
const base = join(folder, "node");
const log = join(folder, "log");
const daemonSocket = join(base, "run/ctdbd.socket");
const relaySocket = join(folder, "relay");
// An address for each process, so that daemons of several test runs do not meet.
const address = `127.93.${(process.pid >> 8) & 0xff}.${process.pid & 0xff}`;
const environment = { ...process.env, CTDB_TEST_MODE: "yes", CTDB_BASE: base };

/** The folder in which the daemon believes it is installed. */
function install(): void {
  for (const sub of ["run", "var", "events/legacy", "events/notification", "volatile", "persistent", "state"]) {
    mkdirSync(join(base, sub), { recursive: true });
  }
  const databases = ["volatile", "persistent", "state"].map((kind) => `${kind} database directory = ${base}/${kind}`);
  const conf = [
    ...["[cluster]", `node address = ${address}`, `cluster lock = ${folder}/lock`, "leader timeout = 3"],
    ...["[database]", ...databases, "[failover]", "disabled = true", "[legacy]", "realtime scheduling = false"],
  ];
  writeFileSync(join(base, "ctdb.conf"), `${conf.join("\n")}\n`);
  writeFileSync(join(base, "nodes"), `${address}\n`);
  writeFileSync(join(base, "public_addresses"), "");
  // A second recovery shall not wait for the usual ten seconds.
  writeFileSync(join(base, "ctdb.tunables"), "ElectionTimeout=1\nRerecoveryTimeout=1\n");
  cpSync("/etc/ctdb/functions", join(base, "functions"));
  writeFileSync(join(base, "events/legacy/00.test.script"), "#!/bin/sh\nexit 0\n", { mode: 0o755 });
  const throughTheRelay = `#!/bin/sh\nexec ${recoveryHelper} "$1" '${relaySocket}' "$3"\n`;
  writeFileSync(join(folder, "recovery-helper"), throughTheRelay, { mode: 0o755 });
}

/** One connection: what the client sent and what the daemon sent, packet by packet. */
interface Conversation {
  readonly asked: Uint8Array[];
  readonly answered: Uint8Array[];
}
const conversations: Conversation[] = [];

function pass(from: Socket, to: Socket, kept: Uint8Array[]): void {
  const stream = new PacketStream();
  from.on("data", (piece: Buffer) => {
    to.write(piece);
    kept.push(...stream.feed(piece));
  });
  from.on("error", () => to.destroy());
  from.on("close", () => to.destroy());
}

function relay(): Server {
  return createServer((asking) => {
    const daemon = connect(daemonSocket);
    const conversation: Conversation = { asked: [], answered: [] };
    conversations.push(conversation);
    pass(asking, daemon, conversation.asked);
    pass(daemon, asking, conversation.answered);
  });
}

let server: Server;
let daemon: ChildProcess;
let client: CtdbClient;

/** What the tool prints, asking through the relay. */
async function ctdb(...args: readonly string[]): Promise<string> {
  const env = { ...environment, CTDB_SOCKET: relaySocket };
  return (await promisify(execFile)("/usr/bin/ctdb", args, { env, encoding: "utf8" })).stdout;
}

/** The lines of a table of the tool, as objects by column. */
async function table(...args: readonly string[]): Promise<readonly Readonly<Record<string, string>>[]> {
  const [head = [], ...rows] = (await ctdb("-X", ...args))
    .trim()
    .split("\n")
    .map((line) => line.split("|").slice(1, -1));
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ""])));
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo().catch(() => false))) {
    if (daemon.exitCode !== null) throw new Error(`The daemon has ended:\n${readFileSync(log, "utf8")}`);
    await pause(50);
  }
}

async function start(): Promise<void> {
  install();
  server = relay();
  await new Promise<void>((resolve) => server.listen(relaySocket, resolve));
  // The daemon ends when its standard input, a pipe, does: also when nobody is left to end it.
  const script = 'mkfifo "$1" && exec 3<&0 && { cat <&3 >"$1" & } && exec "$2" --interactive <"$1" 3<&-';
  const output = openSync(log, "w");
  daemon = spawn("/bin/sh", ["-c", script, "sh", join(folder, "input"), program], {
    detached: true,
    stdio: ["pipe", output, output],
    env: { ...environment, CTDB_RECOVERY_HELPER: join(folder, "recovery-helper") },
  });
  await until(async () => {
    client = await CtdbClient.connect(relaySocket, { timeoutMs: 60_000 });
    return (await client.pnn()) === 0;
  });
  await until(async () => (await client.control("GET_RUNSTATE", undefined)).value === runStates.running);
}

async function stop(): Promise<void> {
  await client?.close();
  daemon?.stdin?.end();
  const { pid } = daemon ?? {};
  if (pid !== undefined) {
    const ended = new Promise((resolve) => daemon.once("exit", resolve));
    process.kill(-pid, "SIGKILL");
    if (daemon.exitCode === null && daemon.signalCode === null) await ended;
  }
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
}

/** Which control each answer of a conversation answers. */
function askedControls({ asked }: Conversation): ReadonlyMap<number, PacketOf<"REQ_CONTROL">> {
  const packets = asked.map(decodePacket).filter((packet) => packet.kind === "REQ_CONTROL");
  return new Map(packets.map((packet) => [packet.header.requestId, packet]));
}

/** The names of the controls that were asked, in their order. */
const controlsOf = (conversation: Conversation) =>
  [...askedControls(conversation).values()].map(({ body }) => controlName(body.opcode));

/** What the data of a known control is, after it was read and written back to the same bytes. */
function same<T>(data: Uint8Array, decode: (data: Uint8Array) => T, encode: (value: T) => Uint8Array): T {
  const value = decode(data);
  expect(encode(value)).toEqual(data);
  return value;
}

/** Every known control that was asked, as `[name, request, reply]`. */
function everyControl(): readonly (readonly [ControlName, unknown, unknown])[] {
  return conversations.flatMap((conversation) => {
    const asked = askedControls(conversation);
    return conversation.answered.map(decodePacket).flatMap((packet) => {
      const request = packet.kind === "REPLY_CONTROL" ? asked.get(packet.header.requestId) : undefined;
      const name = controlName(request?.body.opcode ?? -1);
      if (packet.kind !== "REPLY_CONTROL" || request === undefined || name === undefined) return [];
      const { data, status } = packet.body;
      const question = same(
        request.body.data,
        (bytes) => decodeRequest(name, bytes),
        (value) => encodeRequest(name, value),
      );
      const answer = same(
        data,
        (bytes) => (status < 0 ? undefined : decodeReply(name, bytes)),
        (value) => (status < 0 ? new Uint8Array() : encodeReply(name, value as never)),
      );
      return [[name, question, answer] as const];
    });
  });
}

const key = bytesOf("a key");

describe.skipIf(missing !== undefined)(
  `a real daemon${missing === undefined ? "" : ` (skipped: no ${missing}, install ctdb)`}`,
  () => {
    beforeAll(start);
    afterAll(stop);

    test("tells the client what it tells the tool", async () => {
      expect(await client.pnn()).toBe(Number(await ctdb("pnn")));
      const nodes = (await client.nodeMap()).map((node) => `|${node.pnn}|${addressText(node.address)}|\n`);
      expect(nodes.join("")).toBe(await ctdb("-X", "listnodes"));
    });

    test("is in the generation and the mode that the tool prints", async () => {
      const told = async () => ({ ...(await client.vnnMap()), mode: await client.recMode() });
      let before = await told();
      let printed = "";
      // A recovery in between would be no contradiction.
      await until(async () => {
        before = await told();
        printed = await ctdb("status");
        return JSON.stringify(await told()) === JSON.stringify(before);
      });
      expect(printed).toContain(`Generation:${before.generation}\n`);
      expect(printed).toContain(`hash:0 lmaster:${before.map[0]}\n`);
      expect(printed).toContain(`(${before.mode})\n`);
    });

    test("has the database to which the client attached, and the record that the tool wrote", async () => {
      const dbId = await client.attach("ours.tdb");
      await ctdb("writekey", "ours.tdb", "a key", "a value");
      await ctdb("attach", "kept.tdb", "persistent");
      const printed = (await table("getdbmap")).map((row) => [
        Number(row["ID"]),
        row["Name"],
        Number(row["Persistent"]),
      ]);
      const told = (await client.dbMap()).map(async (db) => [db.dbId, await client.dbName(db.dbId), db.flags & 1]);
      expect(await Promise.all(told)).toEqual(printed);
      expect(await client.dbId("ours.tdb")).toBe(dbId);

      expect(readable(await client.fetch(dbId, key))).toBe("a value");
      const { header, data } = await client.fetchWithHeader(dbId, key);
      expect(header).toMatchObject({ dmaster: 0, reserved: 0 });
      expect(readable(data)).toBe("a value");
      expect(await client.fetch(dbId, bytesOf("nothing here"))).toHaveLength(0);
    });

    test("refuses with a reason, or without", async () => {
      await expect(client.dbName(1)).rejects.toMatchObject({ problem: "refused" });
      await expect(client.dbId("nobody.tdb")).rejects.toMatchObject({ problem: "no database" });
    });

    test("brings a message to who registered for it", async () => {
      const srvId = 0xae00_0000_0000_0001n;
      const got = new Promise((resolve) => {
        CtdbClient.connect(relaySocket, { onMessage: ({ body }) => resolve(body) }).then(async (receiver) => {
          await receiver.control("REGISTER_SRVID", undefined, { srvId });
          client.send(srvId, key, destinations.currentNode);
        });
      });
      expect(await got).toEqual({ srvId, data: key });
    });

    test("recovers, and the records it pulls and pushes are read", async ({ skip }) => {
      const passed = (name: ControlName) => conversations.find((one) => controlsOf(one).includes(name));
      // The first recovery, of no database, was before any test.
      skip(passed("START_RECOVERY") === undefined, "this ctdbd starts its own recovery helper, past the relay");
      const dbId = await client.dbId("ours.tdb");
      await ctdb("recover");
      const recovered = () => controlsOf(passed("DB_THAW") ?? { asked: [], answered: [] });
      await until(async () => recovered().includes("END_RECOVERY"));

      // What the databases do side by side, or only some of them, comes in no fixed order.
      const aside = new Set<string | undefined>(["GET_DB_SEQNUM", "REGISTER_SRVID", "DEREGISTER_SRVID"]);
      expect([...new Set(recovered())].filter((name) => !aside.has(name))).toEqual([
        ...["GET_PNN", "GET_ALL_TUNABLES", "GET_NODEMAP", "GET_CAPABILITIES", "GET_DBMAP"],
        ...["SET_RECMODE", "START_RECOVERY", "SETVNNMAP", "GET_DBNAME", "GETDBPATH", "DB_FREEZE"],
        ...["DB_TRANSACTION_START", "DB_PULL", "WIPE_DATABASE", "DB_PUSH_START", "DB_PUSH_CONFIRM"],
        ...["DB_TRANSACTION_COMMIT", "DB_THAW", "END_RECOVERY"],
      ]);
      const buffers = conversations
        .flatMap(({ asked, answered }) => [...asked, ...answered])
        .map(decodePacket)
        .flatMap((packet) => (packet.kind === "REQ_MESSAGE" && packet.body.srvId >> 48n === 0xf001n ? [packet] : []))
        .map(({ body }) =>
          same(
            body.data,
            (bytes) => decodeWith(recordBuffer, "message", bytes),
            (value) => encodeWith(recordBuffer, "message", value),
          ),
        );
      const moved = buffers.filter((buffer) => buffer.dbId === dbId).flatMap(({ records }) => records);
      const ours = moved.filter((record) => readable(record.key) === "a key");
      const values = ours.map(({ data }) => readable(decodeWith(storedRecord, "record", data).data));
      // Pulled once and pushed once in every recovery.
      expect(values.length).toBeGreaterThan(1);
      expect(new Set(values)).toEqual(new Set(["a value"]));
    });

    test("every packet that passed is written back to the same bytes", () => {
      const all = conversations.flatMap(({ asked, answered }) => [...asked, ...answered]);
      for (const bytes of all) expect(encodePacket(decodePacket(bytes))).toEqual(bytes);
      const kinds = new Set(all.map((bytes) => decodePacket(bytes).kind));
      expect([...kinds].sort()).toEqual(["REPLY_CALL", "REPLY_CONTROL", "REQ_CALL", "REQ_CONTROL", "REQ_MESSAGE"]);
      expect(everyControl().length).toBeGreaterThan(50);
    });
  },
);
