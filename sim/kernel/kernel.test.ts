import { expect, it } from "vitest";
import { Kernel } from "./index.ts";
it("smoke", () => {
  const k = new Kernel(); const seen: number[] = [];
  const h = k.register((t) => seen.push(t));
  k.schedule(5, h, 1, null); k.schedule(5, h, 2, null); const x = k.schedule(3, h, 3, null); k.schedule(2, h, 4, null);
  expect(k.cancel(x)).toBe(true); expect(k.cancel(x)).toBe(false); expect(k.size).toBe(3);
  expect(k.runUntil(4)).toBe("time"); expect(k.nowUs).toBe(4);
  expect(k.runUntil(10)).toBe("empty"); expect(seen).toEqual([4,1,2]);
});
