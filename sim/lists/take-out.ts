/** Takes out what stands at an index and closes the gap; by hand, because a splice makes an array of what it takes. */
export function takeOut<T>(list: T[], index: number): T {
  const taken = list[index] as T;
  for (let place = index + 1; place < list.length; place += 1) list[place - 1] = list[place] as T;
  list.pop();
  return taken;
}
