/** The next number by which a daemon knows something it has started: a child, a helper, a wait. */
export function newHandle(data: { nextHandle: number }): number {
  const handle = data.nextHandle;
  data.nextHandle += 1;
  return handle;
}
