/** Comparisons of grace designs: cells, a table, a page. */
export {
  type GraceCell,
  type GraceCellKey,
  type GraceRun,
  graceCell,
  isLoss,
  plainCell,
  type TalliedCell,
} from "./grace-cell.ts";
export { graceHtml } from "./grace-html.ts";
export { type GraceComparison, graceText } from "./grace-text.ts";
