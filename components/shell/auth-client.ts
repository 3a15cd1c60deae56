import { later } from "../ui/later";

/** next-auth's own part in the browser: for who submits a form. */
export const authClient = later(() => import("next-auth/react"));
