import fc from "fast-check";
import { expect, it } from "vitest";
import { type HostClock, localAt, RATE_PPM_MAX, setRate, step, trueAt, trueClock } from "./index.ts";

const aTimeUs = fc.oneof(fc.nat(3_000_000), fc.nat(2 ** 31 - 1), fc.integer({ min: 0, max: 2 ** 50 }));
const aRatePpm = fc.oneof(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -RATE_PPM_MAX, max: RATE_PPM_MAX }));
const aStepUs = fc.integer({ min: -(2 ** 45), max: 2 ** 45 });

/** A clock with a past: set, stepped and set again. */
const aClock: fc.Arbitrary<HostClock> = fc
  .tuple(fc.nat(2 ** 31 - 1), aRatePpm, aStepUs, aRatePpm)
  .map(([atUs, first, byUs, second]) =>
    setRate(step(setRate(trueClock, atUs, first), 2 * atUs, byUs), 3 * atUs, second),
  );

it("shows exactly what integers of any size say", () => {
  fc.assert(
    fc.property(aClock, aTimeUs, (clock, elapsedUs) => {
      const product = BigInt(elapsedUs) * BigInt(1_000_000 + clock.ratePpm);
      const shown = BigInt(clock.baseLocalUs) + BigInt(clock.offsetUs) + product / 1_000_000n;
      expect(localAt(clock, clock.baseTrueUs + elapsedUs)).toBe(Number(shown));
    }),
  );
});

it("never goes back between changes", () => {
  fc.assert(
    fc.property(aClock, aTimeUs, fc.nat(3_000_000), (clock, elapsedUs, moreUs) => {
      const trueUs = clock.baseTrueUs + elapsedUs;
      expect(localAt(clock, trueUs + moreUs)).toBeGreaterThanOrEqual(localAt(clock, trueUs));
    }),
  );
});

it("trueAt is the first true time that shows it", () => {
  fc.assert(
    fc.property(aClock, fc.nat(2 ** 31 - 1), (clock, aheadUs) => {
      const localUs = clock.baseLocalUs + clock.offsetUs + aheadUs;
      const trueUs = trueAt(clock, localUs);
      expect(localAt(clock, trueUs)).toBeGreaterThanOrEqual(localUs);
      if (trueUs > clock.baseTrueUs) expect(localAt(clock, trueUs - 1)).toBeLessThan(localUs);
    }),
  );
});

it("a step moves what is shown by exactly its size, at once and for good; a new rate moves nothing at once", () => {
  fc.assert(
    fc.property(aClock, aTimeUs, aStepUs, aRatePpm, (clock, elapsedUs, byUs, ratePpm) => {
      const trueUs = clock.baseTrueUs + elapsedUs;
      const before = localAt(clock, trueUs);
      const stepped = step(clock, trueUs, byUs);
      expect(localAt(stepped, trueUs)).toBe(before + byUs);
      // the part of a microsecond that was not shown yet is lost
      expect(localAt(clock, trueUs + 5_000_000) + byUs - localAt(stepped, trueUs + 5_000_000)).toBeOneOf([0, 1]);
      expect(localAt(setRate(clock, trueUs, ratePpm), trueUs)).toBe(before);
    }),
  );
});
