// The browser the tests drive: the system's, else one that Playwright installs, else Debian's.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** @param {import("@playwright/test").BrowserType} chromium */
export function findBrowser(chromium) {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  const found = () => places.find((path) => existsSync(path));
  if (found()) return found();
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  const cli = join(root, "node_modules/@playwright/test/cli.js");
  spawnSync(process.execPath, [cli, "install", "chromium"], { stdio: "inherit" });
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
  spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], { stdio: "inherit" });
  const browser = found();
  if (browser) return browser;
  process.stderr.write("No Chromium: install one, or set CHROMIUM_PATH to it\n");
  process.exit(1);
}
