import { cache } from "react";
import { companyTimeZone, serverTimeZone } from "./time-zone";

/** The company's time zone, for a page: it has to say something also when it is built, or the database is away. */
export const shownTimeZone = cache(() => companyTimeZone().catch(serverTimeZone));
