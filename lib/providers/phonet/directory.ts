import { z } from "zod";
import type { AdapterContext, DirectoryEntry } from "../contract";
import { readAs } from "../kit/read-as";
import { createApi, type Api } from "./api";
import type { Settings } from "./settings";
import { text } from "./wire";

const users = z
  .array(z.object({ displayName: text, ext: text, email: text }), "must be a list")
  .max(100_000);

/** Everybody who has an extension. @throws {ProviderError} */
export function directory(ctx: AdapterContext<Settings>): Promise<DirectoryEntry[]> {
  return readUsers(createApi(ctx), ctx.signal);
}

/** @throws {ProviderError} */
export async function readUsers(api: Api, signal: AbortSignal): Promise<DirectoryEntry[]> {
  const { value } = await api.get("/rest/users", signal);
  return readAs(users, value).flatMap(({ displayName, ext, email }) =>
    ext === null ? [] : [{ extension: ext, name: displayName ?? ext, email }],
  );
}
