/** A browser's side of https to a name that leads to this machine, with a certificate of our own making. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, request, type RequestOptions } from "node:https";
import type { IncomingHttpHeaders } from "node:http";
import type { LookupFunction } from "node:net";
import { join } from "node:path";

export interface Certificate {
  certificate: string;
  key: string;
}

/** Makes a certificate of one day. @returns the paths of its files in the folder */
export function makeCertificate(folder: string, name: string): Certificate {
  const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  const subject = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`];
  const made = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const files = ["-days", "1", "-keyout", key, "-out", certificate];
  execFileSync("openssl", ["req", ...made, ...subject, ...files], { stdio: "ignore" });
  return { certificate, key };
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface HttpsClient {
  agent: Agent;
  ask(
    path: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string | Buffer },
  ): Promise<Answer>;
}

/** @param origin `https://name:port` @param from the address on this machine that it connects from */
export function httpsClient(
  origin: string,
  { certificate }: Certificate,
  from = "127.0.0.1",
): HttpsClient {
  const lookup: LookupFunction = (_name, { all }, done) =>
    all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4);
  const ca = readFileSync(certificate);
  const agent = new Agent({ ca, lookup, localAddress: from });

  return {
    agent,
    ask(path, { method = "GET", headers = {}, body } = {}) {
      return new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
        const options: RequestOptions = { agent, method, headers: { ...headers, ...length } };
        const sent = request(origin + path, options, (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => void chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          );
        });
        sent.on("error", reject);
        sent.end(body);
      });
    },
  };
}
