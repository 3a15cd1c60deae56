import { Link } from "#components/ui/link";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";

/** A whole page that says one thing, and the way out. */
export function NoticePage(props: {
  title: string;
  text: string;
  home: string;
  children?: ReactNode;
}) {
  return (
    <main className="flex min-h-[70vh] flex-col items-center justify-center gap-3 p-6 text-center">
      <h1 className="text-xl font-semibold">{props.title}</h1>
      <p className="max-w-md text-ink-soft">{props.text}</p>
      <div className="mt-2 flex gap-2">
        {props.children}
        <Button asChild>
          <Link href="/contacts">{props.home}</Link>
        </Button>
      </div>
    </main>
  );
}
