import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clockText, type HostState, type RunVerdict } from "../reports/index.ts";
import { captured } from "./captured-io.ts";

/** A browser of this machine; the package brings none. */
const executablePath = (process.env["PATH"] ?? "")
  .split(delimiter)
  .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)))
  .find((path) => existsSync(path));
const reason = executablePath === undefined ? " (skipped: no chromium on this machine)" : "";
const shots = resolve("out/screenshots");

/** A browser of a busy machine may stop drawing for good, and whoever waits for its next frame with it: another is asked then. */
const patience = { timeout: 60_000, retry: 2 };

describe.skipIf(executablePath === undefined)(`report.html in a browser${reason}`, patience, () => {
  let browser: Browser;
  let folder: string;
  let page: Page;
  let verdict: RunVerdict;
  /** When the property was violated that every report of the run is about: the first in their order. */
  let violatedUs: number;
  const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-page-"));
  const complaints: string[] = [];
  const requests: string[] = [];

  const opened = async (options: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1360, height: 1000 }, ...options });
    const one = await context.newPage();
    one.on("console", (message) => complaints.push(message.text()));
    one.on("pageerror", (error) => complaints.push(String(error)));
    one.on("request", (request) => requests.push(request.url()));
    await one.goto(pathToFileURL(join(cwd, folder, "report.html")).href);
    return one;
  };
  const text = async (selector: string): Promise<string> => (await page.locator(selector).textContent()) ?? "";
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  };

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    const run = await captured(["run", "--seed", "1/18", "--defect", "lock-loss-not-minded", "--no-shrink"], { cwd });
    folder = /written to (\S+)/.exec(run.out)?.[1] ?? "";
    verdict = JSON.parse(readFileSync(join(cwd, folder, "verdict.json"), "utf8")) as RunVerdict;
    violatedUs = verdict.properties.find(({ atUs }) => atUs !== null)?.atUs ?? 0;
  });
  afterAll(() => rmSync(cwd, { recursive: true }));

  // One for each test, so that one that hangs takes no other with it.
  beforeEach(async () => {
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ["--no-sandbox", "--disable-gpu"],
    });
    page = await opened({ colorScheme: "light" });
  });
  afterEach(() => browser.close(), 30_000);

  it("opens on the violation and tells why", async () => {
    const violated = verdict.properties.find(({ atUs }) => atUs === violatedUs);
    expect(await text("h1")).toBe(`${violated?.name} is violated at ${clockText(violatedUs)}`);
    expect(await page.locator("#why li").allTextContents()).toEqual(violated?.why);
    expect(await text("#reproduce")).toBe(verdict.reproduce);
    expect(await text("#now-time")).toBe(clockText(violatedUs));
    await page.screenshot({ path: join(shots, "opened.png"), fullPage: true });
  });

  it("is scrubbed with the keyboard from the start to the violation", async () => {
    await page.locator("#diagram").focus();
    await press("0", "Home");
    expect(await text("#now-time")).toBe("00:00.000");
    await press("ArrowRight", "ArrowRight", "ArrowRight");
    const there = await page.locator("#slider").inputValue();
    await press("ArrowRight", "ArrowLeft");
    expect(await page.locator("#slider").inputValue()).toBe(there);
    await press("f");
    expect(await text("#now")).toContain("fault: ");
    await press("Home", "v");
    expect(await text("#now-time")).toBe(clockText(violatedUs));
    expect(await page.locator("#diagram .violation-name").first().textContent()).toContain("is violated");
  });

  it("shows what the simulator says of every process at that moment", async () => {
    const { out } = await captured(["replay", folder, "--until", `${violatedUs}us`, "--state", "--json"], { cwd });
    const hosts = JSON.parse(out) as readonly HostState[];
    for (const { pnn, processes } of hosts) {
      const cards = page.locator(`[data-host="${pnn}"] .process`);
      expect(await cards.count()).toBe(processes.length);
      for (const [index, { pid, charts, stack, timers }] of processes.entries()) {
        const card = cards.nth(index);
        expect(await card.getAttribute("data-pid")).toBe(String(pid));
        const said = await card.locator("dd.chart").allTextContents();
        expect(said.map((words) => words.replace(" (just now)", ""))).toEqual(charts.map(({ state }) => state));
        const frames = stack.map(({ state, waitsFor }) => (waitsFor === "" ? state : `${state}, until ${waitsFor}`));
        expect(await card.locator("dd.frame").allTextContents()).toEqual(frames);
        expect(await card.locator("dd.timer").count()).toBe(timers.length);
      }
    }
    expect(hosts.flatMap(({ processes }) => processes).length).toBeGreaterThan(3);
  });

  it("zooms with keys and wheel, moves by dragging, sets the cursor by a click", async () => {
    const shown = async (): Promise<number> => Number(await page.locator("#overview .shown").getAttribute("width"));
    await press("0");
    const whole = await shown();
    await press("+", "+");
    const closer = await shown();
    expect(closer).toBeLessThan(whole / 2);
    const box = await page.locator("#diagram").boundingBox();
    if (box === null) throw new Error("there is no diagram");
    const [x, y] = [box.x + box.width * 0.6, box.y + 150];
    await page.mouse.click(x, y);
    await press();
    const before = await text("#now-time");
    await page.mouse.wheel(0, -300);
    await press();
    expect(await shown()).toBeLessThan(closer);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 200, y, { steps: 4 });
    await page.mouse.up();
    await press();
    expect(await text("#now-time")).toBe(before);
    await page.mouse.click(x - 150, y);
    await press();
    expect(await text("#now-time")).not.toBe(before);
    await page.screenshot({ path: join(shots, "zoomed.png") });
  });

  it("shows or hides messages, its keys, the light and the dark", async () => {
    await press("v");
    expect(await page.locator("#diagram .message").count()).toBeGreaterThan(0);
    await press("m");
    expect(await page.locator("#diagram .message").count()).toBe(0);
    await press("m", "?");
    expect(await page.locator("#help").isVisible()).toBe(true);
    await press("Escape");
    expect(await page.locator("#help").isVisible()).toBe(false);
    const paper = (): Promise<unknown> => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const light = await paper();
    await press("t");
    expect(await paper()).not.toBe(light);
    await page.screenshot({ path: join(shots, "dark.png") });
    await press("t");
    expect(await paper()).toBe(light);
    await page.locator("#copy").click();
    expect(await text("#copied")).toMatch(/cop/);
  });

  it("fits a narrow window, and can be printed", async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await press("v");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(400);
    await page.screenshot({ path: join(shots, "narrow.png"), fullPage: true });
    await page.setViewportSize({ width: 1000, height: 1000 });
    await page.emulateMedia({ media: "print" });
    await page.screenshot({ path: join(shots, "printed.png"), fullPage: true });
    await page.emulateMedia({ media: null });
  });

  it("tells the story without its script too", async () => {
    const bare = await opened({ javaScriptEnabled: false, colorScheme: "dark" });
    expect(await bare.locator("#explorer").isVisible()).toBe(false);
    expect(await bare.locator("img.static").isVisible()).toBe(true);
    expect((await bare.locator("img.static").boundingBox())?.height).toBeGreaterThan(300);
    expect(await bare.locator("#why").isVisible()).toBe(true);
    await bare.screenshot({ path: join(shots, "without-script.png"), fullPage: true });
  });

  it("complains of nothing and asks the network for nothing", () => {
    expect(complaints).toEqual([]);
    const asked = new Set(requests.filter((url) => !url.startsWith("data:")));
    expect([...asked]).toEqual([pathToFileURL(join(cwd, folder, "report.html")).href]);
  });
});
