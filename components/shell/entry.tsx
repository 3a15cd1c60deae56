import { Phone } from "lucide-react";
import { type ReactNode, startTransition, useTransition } from "react";
import { useRouter } from "next/navigation";
import { authClient } from "./auth-client";

/** A whole page for who has not come in yet: one form, under what it is for. */
export function EntryPage(props: { title: string; text: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-screen w-full max-w-sm flex-col justify-center gap-6 px-5 py-10">
      <div>
        <span className="mb-4 flex size-10 items-center justify-center rounded-xl bg-accent-fill text-on-accent">
          <Phone aria-hidden className="size-5" />
        </span>
        <h1 className="text-xl font-semibold tracking-tight">{props.title}</h1>
        <p className="text-ink-soft">{props.text}</p>
      </div>
      {props.children}
    </main>
  );
}

/** Why somebody does not come in. `stepOver`: the second step came too late. */
export type EntryRefusal = "wrong" | "tooMany" | "stepOver";

/** Signs in and goes on from there; `pending` until the next page is there, or a refusal. */
export function useEnter(onRefused: (refusal: EntryRefusal) => void) {
  const router = useRouter();
  const [pending, start] = useTransition();

  function enter(provider: "credentials" | "second-step", fields: Record<string, string>) {
    start(async () => {
      const { signIn } = await authClient.fetch();
      const result = await signIn(provider, { ...fields, redirect: false });
      if (result?.error === "second-step") return router.push("/sign-in/code");
      if (result?.ok) {
        router.replace("/day");
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
