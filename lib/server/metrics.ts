/**
 * What Prometheus asks: by a token at /api/metrics, on a port of its own, or both. Neither answers without being asked
 * for in the configuration.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { config, type Config } from "#lib/base/config";
import {
  gauge,
  metricsText,
  metricsType,
  readMetrics,
  type MetricsReading,
} from "#lib/metrics/registry";
import { answerFailure, notFound, problem } from "./answers";
import { takePort } from "./listen";
import { metricsReader, type MetricsReader } from "./ports";

export const metrics = new Hono();

metrics.get("/", (c) => (config().metrics.token === null ? notFound(c) : answer(c)));

async function answer(c: Context): Promise<Response> {
  const { token } = config().metrics;
  if (token !== null && !isBearer(c.req.header("authorization"), token)) {
    const headers = { "www-authenticate": 'Bearer realm="metrics"' };
    return c.json(problem("unauthorized", "This needs the metrics' token"), 401, headers);
  }
  return c.text(await metricsReader().read(), 200, { "content-type": metricsType });
}

function isBearer(header: string | undefined, token: string): boolean {
  const [, given] = /^bearer +(\S.*)$/i.exec(header ?? "") ?? [];
  // Digests are of one length, whatever was sent.
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** @param readPages what each of the pages' processes has counted that answers */
export function createMetricsReader(readPages: () => Promise<MetricsReading[]>): MetricsReader {
  const up = gauge({ name: "tinycrm_pages_up", help: "How many of the pages' processes answer." });
  return {
    async read() {
      const pages = await readPages();
      up.set(pages.length);
      return metricsText([await readMetrics(), ...pages]);
    },
  };
}

/** Opens the metrics' own port, where the configuration has one. @returns what closes it */
export async function openMetricsPort({
  metrics: { listen },
}: Pick<Config, "metrics">): Promise<() => Promise<void>> {
  if (!listen) return async () => undefined;
  const app = new Hono();
  app.get("/metrics", answer);
  app.notFound(notFound);
  app.onError(answerFailure);
  const server: Server = createServer(getRequestListener(app.fetch));
  await takePort(server, listen, "TINYCRM_METRICS_PORT");
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}
