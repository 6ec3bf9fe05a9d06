/** A chart that cannot be used as written; the message names the chart, the place and the way out. */
export class ChartError extends Error {
  override readonly name = "ChartError";
}
