import { expect, test } from "vitest";
import { Reader, Writer } from "./index.ts";

test("whatever is written where the room ends stands where it belongs", () => {
  for (let before = 0; before <= 600; before += 1) {
    const filled = new Uint8Array(before).fill(7);
    const writer = new Writer("test");
    writer.bytes(filled);
    writer.u8(1);
    writer.u32(0xffff_fffe);
    writer.i32(-3);
    writer.u64(4n);
    const reader = new Reader("test", writer.finish());
    expect(reader.bytes(before)).toEqual(filled);
    expect([reader.u8(), reader.u32(), reader.i32(), reader.u64(), reader.left]).toEqual([1, 0xffff_fffe, -3, 4n, 0]);
  }
});
