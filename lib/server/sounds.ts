/** Where providers fetch the sounds they are to play. The address is the key: nobody can guess it. */
import { Hono } from "hono";
import { db } from "#lib/db/client";
import { problem } from "./problem";

export const sounds = new Hono();

sounds.get("/:file{[A-Za-z0-9]{16,64}\\.wav}", async (c) => {
  const key = c.req.param("file").slice(0, -".wav".length);
  const sound = await db().campaignSound.findUnique({ where: { key }, select: { bytes: true } });
  if (!sound) return c.json(problem("not_found", "There is no such sound"), 404);
  return c.body(new Uint8Array(sound.bytes), 200, {
    "content-type": "audio/wav",
    "cache-control": "private, max-age=3600",
  });
});
