/** Changes between the light and the dark page; until then it follows the reader's system. */
export function toggleTheme(): void {
  const root = document.documentElement;
  const isDark = root.dataset["theme"] ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  root.dataset["theme"] = isDark === "dark" ? "light" : "dark";
}
