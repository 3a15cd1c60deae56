import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { useRefusalWords } from "../numbers/refusal-words";
import { orderCall } from "../numbers/order-call";
import { dialledNumber, formatPhoneNumber } from "#lib/numbers/phone-number";
import type { SearchResults } from "#lib/search/view";
import { focusHeading } from "./focus-heading";
import { leaveBy } from "../ui/leave-by";
import { answerOf } from "../ui/use-action";
import { toast } from "../ui/toast";

export interface Callable {
  number: { raw: string; e164: string | null };
  contactId?: string;
}

/** What an item of the palette does when it is chosen. */
export interface Choose {
  /** Opens the address; with `kept` it is listed among the recent ones from then on. */
  open: (href: string, kept?: { label: string; detail: string }) => void;
  /** Runs the action after the palette has closed. */
  run: (action: () => void) => void;
  call: (callable: Callable) => void;
}

/** What choosing does in this palette. @param onClose closes it: whatever was chosen comes after */
export function useChoose(userId: string, onClose: () => void): Choose {
  const router = useRouter();
  const call = usePaletteCall();
  return {
    open(href, kept) {
      if (kept) remember(userId, { href, ...kept });
      onClose();
      const [path, hash] = href.split("#");
      // The page is there already: what opens there listens to the end of its address.
      if (hash && (path === "" || path === window.location.pathname)) {
        // Behind the palette, which gives the focus back as it closes.
        setTimeout(() => (window.location.hash = hash));
        return;
      }
      leaveBy(() => router.push(href));
      focusHeading(href);
    },
    run(action) {
      onClose();
      action();
    },
    call(callable) {
      onClose();
      call(callable);
    },
  };
}

/** Calls a number from the palette, which is gone by then: a toast says how the call went. */
function usePaletteCall(): (callable: Callable) => void {
  const t = useTranslations("calls");
  const search = useTranslations("search");
  const words = useRefusalWords();
  return ({ number, contactId }) => {
    const shown = formatPhoneNumber(number);
    void orderCall({ number: dialledNumber(number), contactId }, (order) =>
      toast.promise(
        answerOf(order()).then((result) => {
          if (!result.ok) throw new Error(words(result));
        }),
        {
          loading: search("calling", { number: shown }),
          success: search("called", { number: shown }),
          error: (reason) => ({
            message: t("callFailed", { number: shown }),
            description: reason instanceof Error ? reason.message : undefined,
          }),
        },
      ),
    );
  };
}

/** What Ctrl-Enter calls, by the item's value: nothing where a number is hidden. */
export function callablesOf(results: SearchResults | null): ReadonlyMap<string, Callable> {
  const contacts = (results?.contacts ?? []).flatMap(({ id, number }) =>
    number ? [[`contact:${id}`, { number, contactId: id }] as const] : [],
  );
  const calls = (results?.calls ?? []).map(
    ({ id, number, contact }) => [`call:${id}`, { number, contactId: contact?.id }] as const,
  );
  const all = [...contacts, ...calls];
  return new Map<string, Callable>(all.filter(([, { number }]) => dialledNumber(number) !== ""));
}

/** What a person opened from the palette, the latest first; kept in their browser, by person. */
const recent = z.array(
  z.object({ href: z.string().startsWith("/"), label: z.string(), detail: z.string() }),
);
type Recent = z.output<typeof recent>[number];

const most = 6;
const keyOf = (userId: string) => `tinycrm.recent.${userId}`;

export function readRecent(userId: string): Recent[] {
  try {
    return recent.parse(JSON.parse(localStorage.getItem(keyOf(userId)) ?? "[]"));
  } catch {
    return [];
  }
}

function remember(userId: string, opened: Recent): void {
  const others = readRecent(userId).filter(({ href }) => href !== opened.href);
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify([opened, ...others].slice(0, most)));
  } catch {
    // A browser that keeps nothing has no recent items.
  }
}
