import { isProviderError, ProviderError, type CommandContext } from "../contract";
import { notConnected } from "../kit/requests";
import type { Link } from "./link";
import type { Settings } from "./settings";

type Context = CommandContext<Settings, Link>;

/** Answers of REST that mean: this key may not, or this PBX can't; the socket still may. */
const notByRest = new Set(["unauthorized", "missing"]);

/**
 * By REST, which returns the call's id; without that right, on the caller's own socket.
 * @throws {ProviderError}
 */
export async function placeCall(
  { extension, number }: { extension: string; number: string },
  { link, signal }: Context,
): Promise<{ externalId?: string }> {
  const to = dialable(number);
  // Without any subscription no event would follow the call.
  if (!link?.subscriptions.isOnline()) {
    throw notConnected();
  }
  try {
    const wanted = { legExt: extension, otherLegNum: to };
    const { value } = await link.api.post("/rest/user/makeCall", wanted, signal);
    const uuid = (value as { uuid?: unknown } | undefined)?.uuid;
    return typeof uuid === "string" && uuid.trim() !== "" ? { externalId: uuid.trim() } : {};
  } catch (error) {
    if (!isProviderError(error) || !notByRest.has(error.code)) throw error;
  }
  const requests = link.subscriptions.requestsOf(extension);
  if (!requests) {
    throw notConnected(`Extension ${extension} is not connected to the PBX`);
  }
  await requests.call(to.replace("+", ""), signal);
  return {};
}

/** @throws {ProviderError} */
export async function hangUp(
  { externalId }: { externalId: string },
  { link, signal }: Context,
): Promise<void> {
  if (!link) throw notConnected("The connection is not open");
  try {
    await link.api.get(`/rest/calls/active/${encodeURIComponent(externalId)}/hangup`, signal);
  } catch (error) {
    if (!isProviderError(error) || error.code !== "missing") throw error;
    throw new ProviderError("refused", "The PBX knows no such call under way");
  }
}

/** The number without what people write between its digits. */
function dialable(number: string): string {
  const plain = number.replace(/[ \u00a0().\-/]/g, "");
  if (/^\+?[\d*#]{1,32}$/.test(plain)) return plain;
  throw new ProviderError("invalid", "must be a telephone number", "number");
}
