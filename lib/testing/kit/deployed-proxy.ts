/** nginx and Caddy with the configurations of deploy/, of which only ports and paths are exchanged. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFile } from "#lib/base/project-file";
import type { Certificate } from "./https-client";

export const proxyNames = ["nginx", "caddy"] as const;
export type ProxyName = (typeof proxyNames)[number];

/** The name that the examples serve. */
export const servedName = "crm.company.example";

const versions: Record<ProxyName, [program: string, ...args: string[]]> = {
  nginx: ["nginx", "-v"],
  caddy: ["caddy", "version"],
};

/**
 * Whether the program is there; in CI it is installed from the system's packages where it is not.
 * @throws in CI, when it can't be had
 */
export function haveProxy(name: ProxyName): boolean {
  const isThere = () => spawnSync(versions[name][0], versions[name].slice(1)).status === 0;
  if (isThere()) return true;
  if (!process.env.CI) return false;
  const packages = [
    "install",
    "-y",
    "--no-install-recommends",
    name === "nginx" ? "nginx-light" : name,
  ];
  spawnSync("apt-get", ["update"], { stdio: "ignore" });
  const installed = spawnSync("apt-get", packages, { encoding: "utf8" });
  if (isThere()) return true;
  throw new Error(`${name} can't be installed: ${installed.stderr}`);
}

interface Ports {
  http: number;
  https: number;
  /** Where the product listens. */
  product: number;
}

/** Starts the program in the folder, in the foreground. */
export function startProxy(
  name: ProxyName,
  options: { folder: string; certificate: Certificate; ports: Ports },
): { output(): string; stop(): Promise<void> } {
  const child = name === "nginx" ? startNginx(options) : startCaddy(options);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  }
  const ended = once(child, "exit");
  return {
    output: () => printed,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

type Options = Parameters<typeof startProxy>[1];

function startNginx({ folder, certificate, ports }: Options): ChildProcess {
  const site = example("nginx.conf", certificate, [
    ["listen 80;", `listen 127.0.0.1:${ports.http};`],
    ["listen 443 ssl http2;", `listen 127.0.0.1:${ports.https} ssl http2;`],
    ["server 127.0.0.1:3000 ", `server 127.0.0.1:${ports.product} `],
  ]);
  const own = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const temporary = own.map((kind) => `${kind}_temp_path ${join(folder, kind)};`);
  writeFileSync(join(folder, "site.conf"), site);
  // Its workers write where this process has made the folder.
  const user = process.getuid?.() === 0 ? "user root;" : "";
  const main = `daemon off; ${user} pid ${join(folder, "nginx.pid")}; error_log stderr; events {}
    http { access_log off; ${temporary.join(" ")} include ${join(folder, "site.conf")}; }`;
  writeFileSync(join(folder, "main.conf"), main);
  return spawn("nginx", ["-e", "stderr", "-p", folder, "-c", join(folder, "main.conf")]);
}

function startCaddy({ folder, certificate, ports }: Options): ChildProcess {
  const site = example("Caddyfile", certificate, [
    ["127.0.0.1:3000", `127.0.0.1:${ports.product}`],
  ]);
  writeFileSync(join(folder, "site"), site);
  const global = `{\n\tadmin off\n\thttp_port ${ports.http}\n\thttps_port ${ports.https}\n}\n`;
  writeFileSync(join(folder, "main"), `${global}import ${join(folder, "site")}\n`);
  const args = ["run", "--adapter", "caddyfile", "--config", join(folder, "main")];
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  return spawn("caddy", args, { env });
}

/** @throws when the file has not what is to be exchanged */
function example(file: string, { certificate, key }: Certificate, ports: [string, string][]) {
  const paths: [string, string][] = [
    [`/etc/ssl/certs/${servedName}.pem`, certificate],
    [`/etc/ssl/private/${servedName}.key`, key],
  ];
  let text = readFileSync(projectFile("deploy", file), "utf8");
  for (const [written, instead] of [...paths, ...ports]) {
    if (!text.includes(written)) throw new Error(`deploy/${file} has no ${written}`);
    text = text.replaceAll(written, instead);
  }
  return text;
}
