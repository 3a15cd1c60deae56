import { Phone } from "lucide-react";
import type { ReactNode } from "react";

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
