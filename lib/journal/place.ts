/** A call's place in the journal, as the addresses of its pages hold it. */
import { z } from "zod";

export interface Place {
  at: Date;
  /** Empty: before all calls that began in that moment. */
  id: string;
}

const placeSchema = z.tuple([z.iso.datetime(), z.string()]);

/** Null when it is not a place: a link must not break. */
export function readPlace(text: string): Place | null {
  try {
    const json: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    const [at, id] = placeSchema.parse(json);
    return { at: new Date(at), id };
  } catch {
    return null;
  }
}

export function writePlace({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString("base64url");
}
