import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { startTransition, useTransition } from "react";

/** Why somebody does not come in. `stepOver`: the second step came too late. */
export type EntryRefusal = "wrong" | "tooMany" | "stepOver";

/** Signs in and goes on from there; `pending` until the next page is there, or a refusal. */
export function useEnter(onRefused: (refusal: EntryRefusal) => void) {
  const router = useRouter();
  const [pending, start] = useTransition();

  function enter(provider: "credentials" | "second-step", fields: Record<string, string>) {
    start(async () => {
      const result = await signIn(provider, { ...fields, redirect: false });
      if (result?.error === "second-step") return router.push("/sign-in/code");
      if (result?.ok) {
        router.replace("/contacts");
        return router.refresh();
      }
      const late = result?.error === "step-over";
      const refusal = result?.status === 429 ? "tooMany" : late ? "stepOver" : "wrong";
      // In the same frame as the end of waiting, so that Enter works at once.
      startTransition(() => onRefused(refusal));
    });
  }

  return {
    enter: (email: string, password: string) => enter("credentials", { email, password }),
    /** @param code of the second factor; empty when it has just been set up */
    enterByCode: (code: string) => enter("second-step", { code }),
    pending,
  };
}
