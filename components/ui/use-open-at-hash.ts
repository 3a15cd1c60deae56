import { useEffect, useState } from "react";

/**
 * Whether a dialog is open, also for who comes by an address that ends in its name: a link, or the palette.
 * @param hash with its "#"; undefined of a dialog that has no address
 */
export function useOpenAtHash(hash: string | undefined) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (hash === undefined) return;
    const follow = () => window.location.hash === hash && setOpen(true);
    // After the page that is being opened: it says nothing of it, as the server never sees this part of the address.
    const timer = setTimeout(follow);
    window.addEventListener("hashchange", follow);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("hashchange", follow);
    };
  }, [hash]);

  function change(wanted: boolean) {
    setOpen(wanted);
    if (!wanted && window.location.hash === hash) {
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
    }
  }
  return [open, change] as const;
}
