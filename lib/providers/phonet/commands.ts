import { ProviderError, type CommandContext } from "../contract";
import type { Rest } from "./rest";
import type { Settings } from "./settings";
import type { Subscriptions } from "./subscriptions";

/** What commands need of an open connection. */
export interface Link {
  rest: Rest;
  subscriptions: Subscriptions;
}

type Context = CommandContext<Settings, Link>;

/** Answers of REST that mean: this key may not, or this PBX can't; the socket still may. */
const notByRest = new Set(["unauthorized", "missing"]);

/**
 * By REST, which tells the call's id; where the key has no right to that, on the caller's own socket.
 * @throws {ProviderError}
 */
export async function placeCall(
  { extension, number }: { extension: string; number: string },
  { link, signal }: Context,
): Promise<{ externalId?: string }> {
  const to = dialable(number);
  // Without any subscription nobody would tell what became of the call.
  if (!link?.subscriptions.isOnline()) {
    throw new ProviderError("not-connected", "The PBX is not connected");
  }
  try {
    const wanted = { legExt: extension, otherLegNum: to };
    const { value } = await link.rest.post("/rest/user/makeCall", wanted, signal);
    const uuid = (value as { uuid?: unknown } | undefined)?.uuid;
    return typeof uuid === "string" && uuid.trim() !== "" ? { externalId: uuid.trim() } : {};
  } catch (error) {
    if (!(error instanceof ProviderError) || !notByRest.has(error.code)) throw error;
  }
  const requests = link.subscriptions.requestsOf(extension);
  if (!requests) {
    throw new ProviderError("not-connected", `Extension ${extension} is not connected to the PBX`);
  }
  await requests.call(to.replace("+", ""), signal);
  return {};
}

/** @throws {ProviderError} */
export async function hangUp(
  { externalId }: { externalId: string },
  { link, signal }: Context,
): Promise<void> {
  if (!link) throw new ProviderError("not-connected", "The connection is not open");
  try {
    await link.rest.get(`/rest/calls/active/${encodeURIComponent(externalId)}/hangup`, signal);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.code !== "missing") throw error;
    throw new ProviderError("refused", "The PBX knows no such call under way");
  }
}

/** The number without what people write between its digits. */
function dialable(number: string): string {
  const plain = number.replace(/[ \u00a0().\-/]/g, "");
  if (/^\+?[\d*#]{1,32}$/.test(plain)) return plain;
  throw new ProviderError("invalid", "must be a telephone number", "number");
}
