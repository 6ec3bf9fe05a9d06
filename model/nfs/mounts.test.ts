import { describe, expect, test } from "vitest";
import { Mounts } from "./mounts.ts";

/** Node 0 has mounted the file system of an address. */
function mounted(): Mounts {
  const mounts = new Mounts();
  mounts.mount(0, "a0");
  return mounts;
}

describe("the file system of an address", () => {
  test("is mounted by whoever mounts it, until he unmounts it or is gone", () => {
    const mounts = mounted();
    expect(mounts.has(0, "a0")).toBe(true);
    expect(mounts.has(0, "a1")).toBe(false);
    expect(mounts.has(1, "a0")).toBe(false);
    mounts.unmount(0, "a0");
    expect(mounts.has(0, "a0")).toBe(false);
    mounts.mount(0, "a0");
    mounts.mount(0, "a1");
    mounts.mount(1, "a2");
    mounts.lose(0);
    expect([mounts.has(0, "a0"), mounts.has(0, "a1"), mounts.has(1, "a2")]).toEqual([false, false, true]);
  });

  test("is not kept from a second node by itself", () => {
    const mounts = mounted();
    mounts.mount(1, "a0");
    expect([mounts.has(0, "a0"), mounts.has(1, "a0")]).toEqual([true, true]);
    mounts.unmount(0, "a0");
    expect(mounts.has(1, "a0")).toBe(true);
  });

  test("is in grace from its mount on, where it is mounted, until that is ended", () => {
    const mounts = mounted();
    expect(mounts.isInGrace(0, "a0")).toBe(true);
    mounts.setGrace(0, "a0", false);
    mounts.setGrace(1, "a0", true);
    mounts.mount(0, "a0");
    expect(mounts.isInGrace(0, "a0")).toBe(false);
    expect(mounts.isInGrace(1, "a0")).toBe(false);
    mounts.setGrace(0, "a0", true);
    expect(mounts.isInGrace(0, "a0")).toBe(true);
    mounts.setGrace(0, "a0", false);
    mounts.unmount(0, "a0");
    expect(mounts.isInGrace(0, "a0")).toBe(false);
    mounts.mount(0, "a0");
    expect(mounts.isInGrace(0, "a0")).toBe(true);
  });
});
