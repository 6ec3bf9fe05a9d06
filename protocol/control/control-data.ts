import { decodeWith, encodeWith, type Layout } from "../wire/index.ts";
import { type ControlName, type ControlReply, type ControlRequest, controls } from "./controls.ts";

const names = new Map(Object.entries(controls).map(([name, { number }]) => [number, name as ControlName]));

/** The name of a control by its number; none where its data is not known here. */
export const controlName = (number: number): ControlName | undefined => names.get(number);

// The name chose the layout, so that it is the one of this value.
const requestOf = <N extends ControlName>(name: N) => controls[name].request as unknown as Layout<ControlRequest<N>>;
const replyOf = <N extends ControlName>(name: N) => controls[name].reply as unknown as Layout<ControlReply<N>>;

/** The data of a `REQ_CONTROL`, from its bytes; a `MalformedPacketError` otherwise. */
export const decodeRequest = <N extends ControlName>(name: N, data: Uint8Array): ControlRequest<N> =>
  decodeWith(requestOf(name), `${name} request`, data);

/** The data of a `REQ_CONTROL`, as bytes. */
export const encodeRequest = <N extends ControlName>(name: N, value: ControlRequest<N>): Uint8Array =>
  encodeWith(requestOf(name), `${name} request`, value);

/** The data of a `REPLY_CONTROL` that was not refused, from its bytes; a `MalformedPacketError` otherwise. */
export const decodeReply = <N extends ControlName>(name: N, data: Uint8Array): ControlReply<N> =>
  decodeWith(replyOf(name), `${name} reply`, data);

/** The data of a `REPLY_CONTROL`, as bytes. */
export const encodeReply = <N extends ControlName>(name: N, value: ControlReply<N>): Uint8Array =>
  encodeWith(replyOf(name), `${name} reply`, value);
