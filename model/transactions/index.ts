export { transactionAssumptions } from "./assumptions.ts";
export { commitTransactionChart } from "./commit.chart.ts";
export { missesMember } from "./commit-names.ts";
export { transactionsChart } from "./transactions.chart.ts";
export { updateRecordChart } from "./update.chart.ts";
export { writeChildChart } from "./write-child.chart.ts";
export { newWriteChildData, type WriteChildData, type WriteChildEvent } from "./write-child-data.ts";
