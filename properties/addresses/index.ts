/** Claims about which node has which public address, and what is measured of them. */
export { AddressFailOvers, addressFailOverTypes } from "./address-fail-overs.ts";
export { addressesAreHosted } from "./addresses-are-hosted.ts";
export { balancedAfterRun } from "./balanced-after-run.ts";
export { beliefMatchesKernel } from "./belief-matches-kernel.ts";
export { deletedIsReleased } from "./deleted-is-released.ts";
export { DoubleHosting } from "./double-hosting.ts";
export { doubleHostingEnds } from "./double-hosting-ends.ts";
export { GroupAgreement, groupAgreementTypes } from "./group-agreement.ts";
export { movesHaveCauses } from "./moves-have-causes.ts";
export { noConnectionHangs } from "./no-connection-hangs.ts";
export { noTakeBeforeRelease } from "./no-take-before-release.ts";
export { oneServerPerAddress } from "./one-server-per-address.ts";
export { reloadsEnd } from "./reloads-end.ts";
export { startsWithoutAddresses } from "./starts-without-addresses.ts";
export { takeoverRunsEnd } from "./takeover-runs-end.ts";
export { unfitHostsNothing } from "./unfit-hosts-nothing.ts";
export { unhostedMakesRun } from "./unhosted-makes-run.ts";
