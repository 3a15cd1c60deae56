/** What a person's account is made from, as strangers to this room hand it over. */
import { z } from "zod";
import { roles } from "#lib/auth/roles";

export const personFields = {
  name: z.string().trim().min(1, "required").max(200, "tooLong"),
  role: z.enum(roles),
};

export const newPersonFields = {
  ...personFields,
  email: z.email("email").max(254, "tooLong").toLowerCase(),
};
