import NextAuth from "next-auth";
import { authOptions } from "#lib/auth/options";

/** The options need the configuration, which is read when the process starts, not when it is built. */
function handler(request: Request, context: unknown): Promise<Response> {
  return NextAuth(authOptions())(request, context) as Promise<Response>;
}

export { handler as GET, handler as POST };
