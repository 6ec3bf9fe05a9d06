export { type HostClock, localAt, RATE_PPM_MAX, setRate, step, trueAt, trueClock } from "./clock.ts";
export { ClockError } from "./clock-error.ts";
