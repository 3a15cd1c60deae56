"use client";

import { BookmarkPlus, Ellipsis, Pencil, Save, Trash2, Users } from "lucide-react";
import { Link } from "#components/ui/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button";
import { Menu, MenuItem } from "#components/ui/menu";
import type { ActionResult } from "#lib/auth/action";
import type { SavedViewItem } from "#lib/contacts/saved-views";
import { deleteViewAction } from "#lib/contacts/view-actions";
import { answerOf } from "../ui/use-action";
import { laterComponent } from "../ui/later";
import { toast } from "../ui/toast";

const ViewDialog = laterComponent(() =>
  import("./view-dialog").then((module) => module.ViewDialog),
);

/** A list that views are kept of, as the browser knows it. */
export interface ViewedScreen<O> {
  /** The views that everybody has; the first is the list as it is without any filter. */
  plain: { name: string; options: O }[];
  isSame: (a: O, b: O) => boolean;
  /** The list's address. */
  href: (options: O & { view?: string }) => string;
  save: (input: NewView<O> & { id?: string }) => Promise<ActionResult<{ id: string }>>;
  change: (changes: Partial<NewView<O>> & { id: string }) => Promise<ActionResult<unknown>>;
}

type NewView<O> = Pick<SavedViewItem<O>, "name" | "shared" | "options">;

interface ViewTabsProps<O> {
  views: SavedViewItem<O>[];
  options: O & { view: string };
  screen: ViewedScreen<O>;
}

/** The lists a person comes back to, side by side, and what can be done with the one that is open. */
export function ViewTabs<O extends object>({ views, options, screen }: ViewTabsProps<O>) {
  const t = useTranslations("contacts.views");
  const router = useRouter();
  const [pending, start] = useTransition();
  const [dialog, setDialog] = useState<"new" | "rename" | null>(null);
  const { plain, isSame, href } = screen;
  const current = views.find(({ id }) => id === options.view);
  const changed = !isSame(options, current?.options ?? plain[0]!.options);

  /** @param onDone goes elsewhere after success; without it the same page is read anew */
  function run(action: () => Promise<ActionResult<unknown>>, onDone?: () => void) {
    start(async () => {
      const result = await answerOf(action());
      if (!result.ok) toast.error(t("failed"));
      else onDone?.();
      router.refresh();
    });
  }

  function save({ name, shared }: { name: string; shared: boolean }) {
    setDialog(null);
    if (dialog === "rename" && current) {
      run(() => screen.change({ id: current.id, name, shared }));
      return;
    }
    start(async () => {
      const made = await answerOf(screen.save({ name, shared, options }));
      if (made.ok) router.push(href({ ...options, view: made.data.id }));
      else toast.error(t("failed"));
    });
  }

  function remove(view: SavedViewItem<O>) {
    const { id, name, shared } = view;
    run(
      () => deleteViewAction({ id }),
      () => {
        router.push(href(plain[0]!.options));
        toast(t("deleted", { name }), {
          action: {
            label: t("undo"),
            onClick: () =>
              run(
                () => screen.save({ id, name, shared, options: view.options }),
                () => router.push(href({ ...view.options, view: id })),
              ),
          },
        });
      },
    );
  }

  return (
    <div className="flex min-w-0 items-center gap-1" aria-busy={pending}>
      <nav
        aria-label={t("label")}
        className="flex min-w-0 items-center gap-0.5 overflow-x-auto py-0.5"
      >
        {plain.map((view) => (
          <Tab
            key={view.name}
            href={href(view.options)}
            here={!current && isSame(options, view.options)}
          >
            {view.name}
          </Tab>
        ))}
        {views.map((view) => (
          <Tab
            key={view.id}
            href={href({ ...view.options, view: view.id })}
            here={view === current}
            title={view.own ? undefined : t("by", { name: view.by })}
          >
            {view.shared && <Users aria-label={t("shared")} className="size-3.5" />}
            {view.name}
          </Tab>
        ))}
      </nav>
      {current?.own && (
        <Menu
          trigger={
            <Button size="icon" variant="ghost" aria-label={t("more", { name: current.name })}>
              <Ellipsis aria-hidden className="size-4" />
            </Button>
          }
        >
          {changed && (
            <MenuItem
              icon={<Save aria-hidden className="size-4" />}
              onSelect={() => run(() => screen.change({ id: current.id, options }))}
            >
              {t("update")}
            </MenuItem>
          )}
          <MenuItem
            icon={<Pencil aria-hidden className="size-4" />}
            onSelect={() => setDialog("rename")}
          >
            {t("rename")}
          </MenuItem>
          <MenuItem
            icon={<Trash2 aria-hidden className="size-4" />}
            onSelect={() => remove(current)}
          >
            {t("delete")}
          </MenuItem>
        </Menu>
      )}
      {changed && (
        <Button size="sm" variant="ghost" onClick={() => setDialog("new")}>
          <BookmarkPlus aria-hidden className="size-3.5" />
          {t("save")}
        </Button>
      )}
      {dialog && (
        <ViewDialog
          view={dialog === "rename" ? current : undefined}
          onSave={save}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}

function Tab(props: { href: string; here: boolean; title?: string; children: React.ReactNode }) {
  return (
    <Link
      href={props.href}
      title={props.title}
      aria-current={props.here ? "page" : undefined}
      className="inline-flex items-center gap-1.5 rounded-md px-2.5 py-1 whitespace-nowrap text-ink-soft hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
    >
      {props.children}
    </Link>
  );
}
