/** A run as a test that fails as it does. */
export { literal } from "./literal.ts";
export { reproTest } from "./repro-test.ts";
