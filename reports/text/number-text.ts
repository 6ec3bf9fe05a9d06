/** A count with a comma at every thousand: `20,000`. */
export function countText(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/** A share as per cent, to three digits: `0.0150 %`. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent === 0) return "0 %";
  return `${percent >= 100 ? "100" : percent.toPrecision(3)} %`;
}
