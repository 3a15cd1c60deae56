import { z } from "zod";

/** HH:MM, as minutes. */
export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "invalid")
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
