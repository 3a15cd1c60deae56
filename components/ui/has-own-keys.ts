/** Dialogs, open menus, a call's card and strip have keys of their own: those of the page rest there. */
export const hasOwnKeys = ({ target }: KeyboardEvent): boolean =>
  document.querySelector("[role=dialog][data-state=open], [role=menu][data-state=open]") !== null ||
  (target instanceof Element && target.closest("[data-card], [data-wrap-up]") !== null);
