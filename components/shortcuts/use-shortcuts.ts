import { useRouter } from "next/navigation";
import { useHotkeys, type Options } from "react-hotkeys-hook";
import { offered, shortcutGroups, type Panel } from "./shortcuts";

/** Between the two keys of a sequence, in ms. */
const sequence = 1_000;

/**
 * Never while somebody types (the hook's own rule), never behind a dialog or in an open menu, and not in
 * a call's card or strip, which have keys of their own.
 */
const hasOwnKeys = ({ target }: KeyboardEvent) =>
  document.querySelector("[role=dialog][data-state=open], [role=menu][data-state=open]") !== null ||
  (target instanceof Element && target.closest("[data-card], [data-wrap-up]") !== null);

/** @param screens addresses of the person's navigation */
export function useShortcuts(screens: readonly string[], open: (panel: Panel) => void): void {
  const router = useRouter();
  const known = shortcutGroups
    .flatMap((group) => offered(group, screens))
    .filter(({ keys }) => keys !== undefined);

  function act(pressed: string): void {
    const shortcut = known.find(({ keys }) => keys === pressed);
    if (shortcut?.href) router.push(shortcut.href);
    else if (shortcut?.panel) open(shortcut.panel);
  }
  const options: Options = {
    ignoreEventWhen: hasOwnKeys,
    preventDefault: true,
    sequenceTimeoutMs: sequence,
  };
  const keysOf = (bySign: boolean) =>
    known.flatMap((one) => (Boolean(one.bySign) === bySign ? [one.keys!] : []));
  useHotkeys(keysOf(false), (_, { hotkey }) => act(hotkey), options);
  useHotkeys(keysOf(true), (_, { hotkey }) => act(hotkey), { ...options, useKey: true });
}
