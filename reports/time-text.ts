/** A moment as `mm:ss.mmm`; minutes go on counting past an hour. */
export function clockText(atUs: number): string {
  const ms = Math.floor(atUs / 1000);
  return `${pad(Math.floor(ms / 60_000), 2)}:${pad(Math.floor(ms / 1000) % 60, 2)}.${pad(ms % 1000, 3)}`;
}

const units: readonly (readonly [us: number, name: string])[] = [
  [60_000_000, "min"],
  [1_000_000, "s"],
  [1000, "ms"],
  [1, "us"],
];

/** A length of time in the largest unit that leaves at most three decimals, to three decimals otherwise: `1.5 s`, `40 ms`. */
export function durationText(us: number): string {
  const size = Math.abs(us);
  const [scale, name] = units.find(([unit]) => size >= unit && (unit < 60_000_000 || size % unit === 0)) ?? [1, "us"];
  return `${Math.round((us / scale) * 1000) / 1000} ${name}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
