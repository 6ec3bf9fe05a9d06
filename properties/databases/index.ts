/** Claims about databases, their recovery, and the clients that use them. */
export { callsAreAnswered } from "./calls-are-answered.ts";
export { commitsAreWhole } from "./commits-are-whole.ts";
export { commitsSurvive } from "./commits-survive.ts";
export { copiesAreEqual } from "./copies-are-equal.ts";
export { DatabaseTrouble, databaseTroubleTypes } from "./database-trouble.ts";
export { isDeadlocked } from "./deadlocked.ts";
export { deletedStaysDeleted } from "./deleted-stays-deleted.ts";
export { flushedStays } from "./flushed-stays.ts";
export { frozenStandsStill } from "./frozen-stands-still.ts";
export { needsDatabases, needsVolatile } from "./needs-databases.ts";
export { noDeadlock } from "./no-deadlock.ts";
export { normalMeansOpen } from "./normal-means-open.ts";
export { oldGenerationHasNoEffect } from "./old-generation-has-no-effect.ts";
export { oneDmaster } from "./one-dmaster.ts";
export { oneGenerationWhenNormal } from "./one-generation-when-normal.ts";
export { readsAreCurrent } from "./reads-are-current.ts";
export { revokesAreRare } from "./revokes-are-rare.ts";
export { writtenValuesLast } from "./written-values-last.ts";
