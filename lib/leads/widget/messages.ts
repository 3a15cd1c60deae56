/** What the frame of a vendor's widget says to the page around it; the vendor's script may say it too. */
import { z } from "zod";

/** In characters of JSON: a vendor's event is a few fields. */
export const largestDetail = 8_000;

export const widgetMessage = z.discriminatedUnion("type", [
  /** The vendor's script has run, or could not be loaded. */
  z.object({ type: z.literal("ready"), widget: z.string() }),
  z.object({
    type: z.literal("event"),
    widget: z.string(),
    name: z.string().min(1).max(100),
    detail: z.string().max(largestDetail).transform(fromJson),
  }),
]);

function fromJson(text: string, ctx: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    ctx.addIssue({ code: "custom", message: "is not JSON" });
    return z.NEVER;
  }
}
