/** For doors that read their bodies themselves: whoever sends one too slowly is cut off. */
import { HTTPException } from "hono/http-exception";
import { timeout } from "hono/timeout";
import { slowestBody } from "./request-limits";
import { problem } from "./answers";

/** Has to stand before a limit of the body, which reads it where no length is announced. */
export const inTime = timeout(slowestBody, () => slowAnswer());

export function slowAnswer(): HTTPException {
  const body = problem("too_slow", "The body took too long to come");
  const headers = { connection: "close" };
  return new HTTPException(408, { res: Response.json(body, { status: 408, headers }) });
}
