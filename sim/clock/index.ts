export { type HostClock, localAt, monotonicAt, RATE_PPM_MAX, setRate, step, trueAt, trueClock } from "./clock.ts";
export { ClockError } from "./clock-error.ts";
