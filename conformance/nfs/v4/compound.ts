import type { Procedure } from "../rpc/index.ts";
import { type Described, list, text, u32, type Xdr, type XdrReader, type XdrWriter } from "../xdr/index.ts";
import { type OperationName, operations } from "./operations.ts";
import { type NfsStatus, statusName } from "./status.ts";

const MINOR_VERSION = 1;
const MOST_OPERATIONS = 16;

type Of<N extends OperationName> = (typeof operations)[N];

/** An operation and its arguments. */
export type Operation = {
  [N in OperationName]: { readonly op: N; readonly args: Described<Of<N>["args"]> };
}[OperationName];

/** What an operation came to; its results if its status is OK. */
export type Result<N extends OperationName = OperationName> = N extends OperationName
  ? { readonly op: N; readonly status: NfsStatus; readonly value: Described<Of<N>["result"]> | undefined }
  : never;

/** What operations in a row came to: those up to the first that failed. */
export interface Compound {
  readonly status: NfsStatus;
  readonly results: readonly Result[];
}

const names = new Map<number, OperationName>(
  (Object.keys(operations) as OperationName[]).map((name) => [operations[name].number, name]),
);
const ok = 0;

const operation: Xdr<Operation> = {
  read(reader) {
    const op = nameOf(reader);
    return { op, args: (operations[op].args as Xdr<unknown>).read(reader) } as Operation;
  },
  write(writer, { op, args }) {
    writer.u32(operations[op].number);
    (operations[op].args as Xdr<unknown>).write(writer, args);
  },
};

function nameOf(reader: XdrReader): OperationName {
  const number = reader.within("operation", () => reader.u32());
  return names.get(number) ?? reader.fail(`is operation ${number}, which nobody asked for`);
}

/** The arguments of the only procedure of NFSv4 that does anything (RFC 8881, section 16.2). */
export const compoundArgs: Xdr<readonly Operation[]> = {
  read(reader) {
    text(MOST_OPERATIONS).read(reader);
    const minor = reader.u32();
    if (minor !== MINOR_VERSION) reader.fail(`is of minor version ${minor}`);
    return list(operation, MOST_OPERATIONS).read(reader);
  },
  write(writer, value) {
    writer.u32(0);
    writer.u32(MINOR_VERSION);
    list(operation, MOST_OPERATIONS).write(writer, value);
  },
};

/** Its results; what an operation that failed says besides its status is not kept. */
export const compoundResults: Pick<Xdr<Compound>, "read"> = {
  read(reader) {
    const status = statusName(reader.within("status", () => u32.read(reader)));
    reader.within("tag", () => text(1_024).read(reader));
    const count = reader.within("results", () => reader.u32());
    if (count > MOST_OPERATIONS) reader.fail(`counts ${count} results`);
    const results = Array.from({ length: count }, (_, index) =>
      reader.within(`results.${index}`, () => resultOf(reader)),
    );
    return { status, results };
  },
};

function resultOf(reader: XdrReader): Result {
  const op = nameOf(reader);
  const number = reader.within("status", () => reader.u32());
  const { result, others = {} } = operations[op] as Shape;
  const status = statusName(number);
  return reader.within(op, () => {
    if (number === ok) return { op, status, value: result.read(reader) } as Result;
    others[number]?.read(reader);
    return { op, status, value: undefined } as Result;
  });
}

interface Shape {
  readonly result: Xdr<unknown>;
  readonly others?: Readonly<Record<number, Xdr<unknown>>>;
}

/** Writes the results of operations, as a server does: numbers of statuses, results of those that are 0. */
export function writeResults(
  writer: XdrWriter,
  results: readonly { readonly op: OperationName; readonly status: number; readonly value?: unknown }[],
): void {
  writer.u32(results.at(-1)?.status ?? ok);
  writer.u32(0);
  writer.u32(results.length);
  for (const { op, status, value } of results) {
    const { number, result, others = {} } = operations[op] as Shape & { readonly number: number };
    writer.u32(number);
    writer.u32(status);
    (status === ok ? result : others[status])?.write(writer, value);
  }
}

/** The procedure. */
export const compound: Procedure<readonly Operation[], Compound> = {
  name: "COMPOUND",
  number: 1,
  args: compoundArgs,
  result: compoundResults,
};
