"use client";

import { LogIn } from "lucide-react";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "#components/ui/button";

/** The way in by the company's identity provider. */
export function OidcButton({ name, alone }: { name: string | null; alone: boolean }) {
  const t = useTranslations("signIn.oidc");
  const [pending, start] = useTransition();
  return (
    <Button
      size="lg"
      variant={alone ? "primary" : "secondary"}
      disabled={pending}
      onClick={() =>
        start(async () => {
          await signIn("oidc", { callbackUrl: "/contacts" });
        })
      }
    >
      <LogIn aria-hidden className="size-4" />
      {name ?? t("button")}
    </Button>
  );
}
