/** What the engine answers itself under /api: health, metrics, hooks and lead forms. A hook's adapter asks for its token. */
import { Hono } from "hono";
import { answerFailure, notFound } from "./answers";
import { health } from "./health";
import { hooks } from "./hooks";
import { leads } from "./leads";
import { metrics } from "./metrics";

export const api = new Hono().basePath("/api");

api.route("/health", health);
api.route("/hooks", hooks);
api.route("/leads", leads);
api.route("/metrics", metrics);

api.notFound(notFound);
api.onError(answerFailure);
