import NextAuth from "next-auth";
import { NextResponse } from "next/server";
import { actingAs } from "#lib/audit/actor";
import { asActor } from "#lib/auth/as-actor";
import { authOptions, type SignInOutcome } from "#lib/auth/options";
import { stepCookieName, stepCookieOptions } from "#lib/auth/second-step";
import { secondStepNeeded, secondStepOver, tooManySignIns } from "#lib/auth/sign-in-answers";
import { clientOf } from "#lib/base/client-address";

/** The options need the configuration, which is read when the process starts, not when it is built. */
async function handler(request: Request, context: unknown): Promise<Response> {
  const came: { outcome: SignInOutcome | null } = { outcome: null };
  const headers = Object.fromEntries(request.headers);
  const options = authOptions((outcome) => (came.outcome = outcome), headers);
  const answer = (await actingAs(asActor(null, clientOf(headers)), () =>
    NextAuth(options)(request, context),
  )) as Response;
  return came.outcome ? answerTo(came.outcome, answer, request) : answer;
}

/** @param answer next-auth's */
function answerTo(outcome: SignInOutcome, answer: Response, request: Request): Response {
  const host = request.headers.get("host") ?? "localhost";
  if (outcome.kind === "step-done") return withStepCookie(answer, null);
  const own = {
    wait: () => tooManySignIns(outcome.kind === "wait" ? outcome.seconds : 1, host),
    "second-step": () => secondStepNeeded(host),
    "step-over": () => secondStepOver(host),
  }[outcome.kind]();
  const { body, ...init } = own;
  const said = new Response(body, init);
  if (outcome.kind === "second-step") return withStepCookie(said, outcome.cookie);
  return outcome.kind === "step-over" ? withStepCookie(said, null) : said;
}

/** @param value null: the step is over */
function withStepCookie(answer: Response, value: string | null): Response {
  const response = new NextResponse(answer.body, answer);
  const options = stepCookieOptions();
  response.cookies.set(stepCookieName(), value ?? "", {
    ...options,
    maxAge: value === null ? 0 : options.maxAge,
  });
  return response;
}

export { handler as GET, handler as POST };
