import type { ChartSpec } from "../chart/index.ts";
import { fcntlHelperChart, fcntlHelperRules, lockCheckChart, lockCheckRules } from "../cluster-lock/index.ts";
import type { Effect } from "../effect/index.ts";
import { eventdChart, eventQueueChart } from "../events/index.ts";
import {
  attachDatabaseChart,
  commitAllChart,
  commitDatabaseChart,
  databasesChart,
  dbLockChart,
  dbLockRules,
  freezeDatabaseChart,
  serialDatabasesChart,
  thawDatabaseChart,
} from "../freezing/index.ts";
import {
  electionChart,
  lockAfterVoteChart,
  lockRaceChart,
  mainLoopChart,
  pushFlagsChart,
  recoveryDaemonChart,
} from "../leadership/index.ts";
import {
  etcdHelperChart,
  leaseProcessRules,
  leaseReleaseChart,
  objectHelperChart,
  pluginThreadChart,
  put2016Chart,
  putFixedChart,
  refresherChart,
  refresherClientChart,
  refresherClientRules,
  refresherRules,
} from "../lease-lock/index.ts";
import { messagingChart } from "../messaging/index.ts";
import {
  callReplyChart,
  clientCallChart,
  dmasterReplyChart,
  dmasterRequestChart,
  peerCallChart,
  recordsChart,
  revokeChart,
} from "../migration/index.ts";
import { monitorChart, monitoringChart } from "../monitoring/index.ts";
import {
  graceMemberChart,
  graceMemberRules,
  nfsClientChart,
  nfsClientRules,
  nfsServerChart,
  nfsServerRules,
} from "../nfs/index.ts";
import {
  activityChart,
  childrenChart,
  connectionsChart,
  controlsChart,
  dropAddressesChart,
  endRecoveryChart,
  setNormalChart,
  shutdownChart,
  startRecoveryChart,
  startUpChart,
} from "../node/index.ts";
import type { Context, ProcessData } from "../process/index.ts";
import {
  recoverDatabaseChart,
  recoveryChart,
  recoveryHelperChart,
  recoveryHelperRules,
  serialRecoveryChart,
} from "../recovery/index.ts";
import {
  addressToolChart,
  addressToolRules,
  knownAddressesChart,
  reloadAddressesChart,
  reloadPublicIpsChart,
  reloadRules,
} from "../reload/index.ts";
import { sambaClientChart, sambaClientRules, transactChart } from "../samba-client/index.ts";
import {
  addressesChart,
  reallocationEventChart,
  releaseAllChart,
  releaseIpChart,
  takeIpChart,
  takeoverBesideChart,
  takeoverHelperChart,
  takeoverHelperRules,
  takeoverInlineChart,
  takeoverRunChart,
  ticklesChart,
  writeOwnersChart,
  writeTicklesChart,
} from "../takeover/index.ts";
import {
  commitTransactionChart,
  transactionsChart,
  updateRecordChart,
  writeChildChart,
} from "../transactions/index.ts";
import { tryDeleteChart, vacuumChart, vacuumChildChart, vacuumChildRules } from "../vacuum/index.ts";

/** Any event of any program. */
export interface AnyEvent {
  readonly type: string;
}

/**
 * A chart whose program is known only by its name. Each chart is checked against its own program's data
 * and events where it is written; the runtime never gives it others.
 */
export type AnyProgramChart = ChartSpec<Context<ProcessData>, AnyEvent, Effect>;

const all = [
  controlsChart,
  activityChart,
  connectionsChart,
  childrenChart,
  dropAddressesChart,
  addressesChart,
  knownAddressesChart,
  reloadPublicIpsChart,
  reloadAddressesChart,
  reloadRules,
  addressToolChart,
  addressToolRules,
  ticklesChart,
  writeOwnersChart,
  writeTicklesChart,
  takeIpChart,
  releaseIpChart,
  releaseAllChart,
  reallocationEventChart,
  startUpChart,
  setNormalChart,
  startRecoveryChart,
  endRecoveryChart,
  shutdownChart,
  monitoringChart,
  monitorChart,
  eventdChart,
  eventQueueChart,
  recoveryDaemonChart,
  mainLoopChart,
  electionChart,
  pushFlagsChart,
  lockRaceChart,
  lockAfterVoteChart,
  recoveryChart,
  recoveryHelperChart,
  recoveryHelperRules,
  takeoverRunChart,
  takeoverBesideChart,
  takeoverInlineChart,
  takeoverHelperChart,
  takeoverHelperRules,
  recoverDatabaseChart,
  serialRecoveryChart,
  databasesChart,
  serialDatabasesChart,
  commitAllChart,
  freezeDatabaseChart,
  commitDatabaseChart,
  thawDatabaseChart,
  attachDatabaseChart,
  dbLockChart,
  dbLockRules,
  messagingChart,
  recordsChart,
  clientCallChart,
  peerCallChart,
  dmasterRequestChart,
  dmasterReplyChart,
  callReplyChart,
  revokeChart,
  sambaClientChart,
  sambaClientRules,
  transactChart,
  transactionsChart,
  commitTransactionChart,
  updateRecordChart,
  writeChildChart,
  vacuumChart,
  tryDeleteChart,
  vacuumChildChart,
  vacuumChildRules,
  fcntlHelperChart,
  fcntlHelperRules,
  lockCheckChart,
  lockCheckRules,
  etcdHelperChart,
  put2016Chart,
  putFixedChart,
  objectHelperChart,
  pluginThreadChart,
  leaseProcessRules,
  leaseReleaseChart,
  refresherChart,
  refresherRules,
  refresherClientChart,
  refresherClientRules,
  nfsServerChart,
  nfsServerRules,
  graceMemberChart,
  graceMemberRules,
  nfsClientChart,
  nfsClientRules,
] as unknown as readonly AnyProgramChart[];

/** Every chart of the model as shipped, by its id. */
export const charts: Readonly<Record<string, AnyProgramChart>> = Object.fromEntries(
  all.map((chart) => [chart.id, chart]),
);
