import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeWith, MalformedPacketError, text } from "../wire/index.ts";
import { type ControlName, controls, decodeReply, decodeRequest, encodeReply, encodeRequest } from "./index.ts";

const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const u64 = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn });
const bytes = fc.uint8Array({ maxLength: 40 });
const ofSize = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });
const withPad = <T>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }, max: number) =>
  fc.record({ ...parts, pad: fc.integer({ min: 1, max }) }, { requiredKeys: Object.keys(parts) as never });
const none = fc.constant(undefined);
const aText = fc.string({ unit: "binary" }).filter((value) => !value.includes("\0"));

const transaction = fc.record({ dbId: u32, transactionId: u32 });
const transfer = fc.record({ dbId: u32, lmaster: u32, srvId: u64 });
const map = fc.record({ generation: u32, map: fc.array(u32) });
const record = fc.record({ requestId: u32, key: bytes, data: bytes });
const records = fc.record({ dbId: u32, records: fc.array(record, { maxLength: 5 }) });
const dbs = fc.array(withPad({ dbId: u32, flags: fc.nat(255) }, 0xff_ffff));
const nodes = fc.array(fc.record({ pnn: u32, flags: u32, address: ofSize(28) }), { maxLength: 5 });
const ban = fc.record({ pnn: u32, seconds: u32 });
const flags = fc.record({ pnn: u32, newFlags: u32, oldFlags: u32 });

/** What is asked and answered; a control that is not here has neither. */
const data: { readonly [N in ControlName]?: readonly [fc.Arbitrary<unknown>, fc.Arbitrary<unknown>] } = {
  GETDBPATH: [u32, aText],
  GETVNNMAP: [none, map],
  SETVNNMAP: [map, none],
  GET_DBMAP: [none, dbs],
  PULL_DB: [fc.record({ dbId: u32, lmaster: u32 }), records],
  PUSH_DB: [records, none],
  SET_RECMODE: [u32, none],
  DB_ATTACH: [aText, u32],
  GET_DBNAME: [u32, aText],
  SET_RECMASTER: [u32, none],
  MODIFY_FLAGS: [flags, none],
  GET_ALL_TUNABLES: [none, fc.array(u32)],
  DB_ATTACH_PERSISTENT: [aText, u32],
  UPDATE_RECORD: [records, none],
  TRANSACTION_START: [u32, none],
  TRANSACTION_COMMIT: [u32, none],
  WIPE_DATABASE: [transaction, none],
  TRY_DELETE_RECORDS: [records, records],
  GET_CAPABILITIES: [none, u32],
  GET_NODEMAP: [none, nodes],
  GET_RECLOCK_FILE: [none, fc.option(aText, { nil: undefined })],
  SET_BAN_STATE: [ban, none],
  GET_BAN_STATE: [none, ban],
  SET_DB_PRIORITY: [fc.record({ dbId: u32, priority: u32 }), none],
  TRANS3_COMMIT: [records, none],
  GET_DB_SEQNUM: [withPad({ dbId: u32 }, 0xffff_ffff), u64],
  DB_GET_HEALTH: [u32, fc.option(aText, { nil: undefined })],
  DB_OPEN_FLAGS: [u32, u32],
  GET_RUNSTATE: [none, u32],
  DB_FREEZE: [u32, none],
  DB_THAW: [u32, none],
  DB_TRANSACTION_START: [transaction, none],
  DB_TRANSACTION_COMMIT: [transaction, none],
  DB_TRANSACTION_CANCEL: [u32, none],
  DB_PULL: [transfer, u32],
  DB_PUSH_START: [transfer, none],
  DB_PUSH_CONFIRM: [u32, u32],
  DB_ATTACH_REPLICATED: [aText, u32],
  VACUUM_FETCH: [records, none],
};

/** Reads the bytes; what is accepted comes back byte by byte, what is refused is refused in the one way. */
function judged<T>(input: Uint8Array, decode: (input: Uint8Array) => T, encode: (value: T) => Uint8Array): void {
  try {
    expect(encode(decode(input))).toEqual(input);
  } catch (error) {
    if (!(error instanceof MalformedPacketError)) throw error;
  }
}

describe.each(Object.keys(controls) as ControlName[])("%s", (name) => {
  const [request, reply] = data[name] ?? [none, none];

  test("question and answer come back as they were", () => {
    fc.assert(
      fc.property(request, reply, (question, answer) => {
        expect(decodeRequest(name, encodeRequest(name, question as never))).toEqual(question);
        expect(decodeReply(name, encodeReply(name, answer as never))).toEqual(answer);
      }),
      { numRuns: 50 },
    );
  });

  test("any bytes, and any beginning of right ones, are accepted as they are or refused", () => {
    const cut = (whole: Uint8Array) => fc.nat(whole.length).map((length) => whole.slice(0, length));
    const input = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      request.map((value) => encodeRequest(name, value as never)).chain(cut),
      reply.map((value) => encodeReply(name, value as never)).chain(cut),
    );
    fc.assert(
      fc.property(input, (given) => {
        judged(
          given,
          (found) => decodeRequest(name, found),
          (value) => encodeRequest(name, value),
        );
        judged(
          given,
          (found) => decodeReply(name, found),
          (value) => encodeReply(name, value),
        );
      }),
      { numRuns: 100 },
    );
  });
});

test("a text that would end early, or is none, has no bytes", () => {
  const lone = fc.constantFrom("a\0b", "\ud800", "x\udc00");
  fc.assert(
    fc.property(lone, (value) => {
      expect(() => encodeWith(text, "name", value)).toThrow(RangeError);
    }),
  );
});
