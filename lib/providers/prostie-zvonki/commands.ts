/** What the PBX is asked to do. */
import type { CommandContext } from "../contract";
import { notConnected } from "../kit/requests";
import type { Link } from "./link";
import type { Settings } from "./settings";

type Context = CommandContext<Settings, Link>;

/** The answer names no call. @throws {ProviderError} */
export async function placeCall(
  { extension, number }: { extension: string; number: string },
  ctx: Context,
): Promise<{ externalId?: string }> {
  await request(ctx, "Call", { From: extension, To: number });
  return {};
}

/** @throws {ProviderError} */
export async function transfer(
  { externalId, extension }: { externalId: string; extension: string },
  ctx: Context,
): Promise<void> {
  await request(ctx, "Transfer", { CallID: externalId, To: extension });
}

/** An event of type 128 that we generate. @throws {ProviderError} */
export async function sendSms(
  { extension, number, text }: { extension: string; number: string; text: string },
  ctx: Context,
): Promise<void> {
  await request(ctx, "Generate", {
    Event: "128",
    From: extension,
    To: number,
    Smstext: Buffer.from(text, "utf8").toString("base64"),
    ClientGUID: "*",
  });
}

async function request(
  { link, signal }: Context,
  method: string,
  data: Record<string, string>,
): Promise<void> {
  if (!link) throw notConnected("The connection is not open");
  await link.requests.send(method, data, signal);
}
