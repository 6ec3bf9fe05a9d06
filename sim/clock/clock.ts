import { ClockError } from "./clock-error.ts";

/**
 * What one host takes for the time, as plain data: it runs too fast or too slow and may have been stepped.
 *
 * Shows `baseLocalUs + offsetUs` at `baseTrueUs` and gains `ratePpm` microseconds a second from there on.
 */
export interface HostClock {
  /** Sum of all steps, in microseconds: how far the clock is ahead of the same clock never stepped. */
  readonly offsetUs: number;
  /** Parts per million it runs too fast (negative: too slow). */
  readonly ratePpm: number;
  /** True time of the last change, in microseconds. */
  readonly baseTrueUs: number;
  /** What it would have shown then without any step, in microseconds. */
  readonly baseLocalUs: number;
}

/** Largest deviation of the rate either way: a clock may nearly stand still or run nearly twice as fast. */
export const RATE_PPM_MAX = 999_999;

const MILLION = 1_000_000;

/** A clock that is right, from time 0 on. */
export const trueClock: HostClock = { offsetUs: 0, ratePpm: 0, baseTrueUs: 0, baseLocalUs: 0 };

/**
 * What the clock shows at a true time, in whole microseconds, rounded down.
 *
 * @param trueUs not before the clock's last change
 */
export function localAt(clock: HostClock, trueUs: number): number {
  return exact(unsteppedAt(clock, trueUs) + clock.offsetUs, "the local time");
}

/**
 * The first true time at which the clock shows at least `localUs`.
 *
 * Never before the clock's last change: a time that a step jumped over comes when the step does.
 */
export function trueAt(clock: HostClock, localUs: number): number {
  const wanted = exact(localUs - clock.baseLocalUs - clock.offsetUs, "the local time to wait for");
  if (wanted <= 0) return clock.baseTrueUs;
  if (clock.ratePpm === 0) return exact(clock.baseTrueUs + wanted, "the true time");
  // smallest e with e * rate >= wanted * 10^6, in parts that stay exact
  const rate = MILLION + clock.ratePpm;
  const rest = wanted % rate;
  const elapsed = ((wanted - rest) / rate) * MILLION + divideUp(rest * MILLION, rate);
  return exact(clock.baseTrueUs + elapsed, "the true time");
}

/** The clock after somebody set it `byUs` forward (or back, when negative) at a true time. */
export function step(clock: HostClock, trueUs: number, byUs: number): HostClock {
  const offsetUs = exact(clock.offsetUs + byUs, "the sum of all steps");
  return { offsetUs, ratePpm: clock.ratePpm, baseTrueUs: trueUs, baseLocalUs: unsteppedAt(clock, trueUs) };
}

/** The clock when it runs `ratePpm` too fast (or too slow, when negative) from a true time on; it does not jump. */
export function setRate(clock: HostClock, trueUs: number, ratePpm: number): HostClock {
  if (!(Number.isInteger(ratePpm) && Math.abs(ratePpm) <= RATE_PPM_MAX)) {
    throw new ClockError(
      `Expected the rate to be an integer from -${RATE_PPM_MAX} to ${RATE_PPM_MAX} ppm, got ${ratePpm}`,
    );
  }
  return { offsetUs: clock.offsetUs, ratePpm, baseTrueUs: trueUs, baseLocalUs: unsteppedAt(clock, trueUs) };
}

function unsteppedAt(clock: HostClock, trueUs: number): number {
  if (!(Number.isSafeInteger(trueUs) && trueUs >= clock.baseTrueUs)) {
    throw new ClockError(
      `Expected a whole microsecond not before the clock's last change, ${clock.baseTrueUs}, got ${trueUs}`,
    );
  }
  const elapsed = trueUs - clock.baseTrueUs;
  // the usual case, apart because remainders of large numbers are slow
  if (clock.ratePpm === 0) return exact(clock.baseLocalUs + elapsed, "the local time");
  // whole seconds and the rest apart: elapsed * ratePpm as one product would not be exact
  const rest = elapsed % MILLION;
  const gained = ((elapsed - rest) / MILLION) * clock.ratePpm + Math.floor((rest * clock.ratePpm) / MILLION);
  return exact(clock.baseLocalUs + elapsed + gained, "the local time");
}

function divideUp(dividend: number, divisor: number): number {
  const rest = dividend % divisor;
  return (dividend - rest) / divisor + (rest > 0 ? 1 : 0);
}

function exact(valueUs: number, what: string): number {
  if (!Number.isSafeInteger(valueUs)) throw new ClockError(`Expected ${what} to be an exact integer, got ${valueUs}`);
  return valueUs;
}
