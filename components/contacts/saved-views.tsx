"use client";

import { BookmarkPlus, Ellipsis, Pencil, Save, Trash2, Users } from "lucide-react";
import { Link } from "#components/ui/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Menu, MenuItem } from "#components/ui/menu";
import type { ActionResult } from "#lib/auth/action";
import { viewOptions, type ListOptions } from "#lib/contacts/list-options";
import type { SavedViewItem } from "#lib/contacts/saved-views";
import { changeViewAction, deleteViewAction, saveViewAction } from "#lib/contacts/view-actions";
import { answerOf } from "../ui/use-action";
import { isSameView, listHref } from "./list-href";
import { ViewDialog } from "./view-dialog";

interface SavedViewsProps {
  views: SavedViewItem[];
  options: ListOptions;
}

const plain = viewOptions.parse({});

/** The lists a person comes back to, side by side, and what can be done with the one that is open. */
export function SavedViews({ views, options }: SavedViewsProps) {
  const t = useTranslations("contacts.views");
  const router = useRouter();
  const [pending, start] = useTransition();
  const [dialog, setDialog] = useState<"new" | "rename" | null>(null);
  const current = views.find(({ id }) => id === options.view);
  const kept = viewOptions.parse({ ...options, columns: options.columns.join(",") });
  const asStored = { ...kept, columns: kept.columns.join(",") };
  const changed = !isSameView(options, current?.options ?? plain);

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
      run(() => changeViewAction({ id: current.id, name, shared }));
      return;
    }
    start(async () => {
      const made = await answerOf(saveViewAction({ name, shared, options: asStored }));
      if (made.ok) router.push(listHref({ ...options, view: made.data.id }));
      else toast.error(t("failed"));
    });
  }

  function remove(view: SavedViewItem) {
    const { id, name, shared } = view;
    const stored = { ...view.options, columns: view.options.columns.join(",") };
    run(
      () => deleteViewAction({ id }),
      () => {
        router.push("/contacts");
        toast(t("deleted", { name }), {
          action: {
            label: t("undo"),
            onClick: () =>
              run(
                () => saveViewAction({ id, name, shared, options: stored }),
                () => router.push(listHref({ ...view.options, view: id })),
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
        <Tab href="/contacts" here={!current && !changed}>
          {t("all")}
        </Tab>
        <Tab
          href={listHref({ owner: "mine" })}
          here={!current && isSameView(options, { ...plain, owner: "mine" })}
        >
          {t("mine")}
        </Tab>
        {views.map((view) => (
          <Tab
            key={view.id}
            href={listHref({ ...view.options, view: view.id })}
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
              onSelect={() => run(() => changeViewAction({ id: current.id, options: asStored }))}
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
