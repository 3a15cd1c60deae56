/**
 * What a browser asks for when somebody clicks: the page's own part. It has the frame around it already and says so
 * by a tree of what it knows; the query is a digest of that, without which Next sends it elsewhere.
 */
import nextParam from "next/dist/shared/lib/router/utils/cache-busting-search-param.js";

export interface Asked {
  path: string;
  headers: Record<string, string>;
}

/** What the numbers in the tree stand for is Next's affair: they are what its client sends. */
const page = { children: ["__PAGE__", {}, null, "refetch", 0] };
const inContacts = (below: object, mark: number) => ({
  children: ["contacts", below, null, null, mark],
});
const inFrame = (below: object) => [
  "",
  { children: ["(crm)", below, null, null, 8] },
  null,
  null,
  24,
];

/** From another page to the list. */
export const clickOnList = (): Promise<Asked> => asked("/contacts", inFrame(inContacts(page, 4)));

/** From the list to one of its contacts. */
export const clickOnContact = (id: string): Promise<Asked> =>
  asked(
    `/contacts/${id}`,
    inFrame(inContacts({ children: [["id", id, "d", null], page, null, null, 4] }, 12)),
  );

/** What the pointer above a contact's row makes the browser ask for: what is there while the page is on its way. */
export const pointAtContact = (id: string): Promise<Asked> => {
  const parts = { children: ["__PAGE__", {}] };
  const tree = { children: [["id", id, "d", null], parts, null, "refetch", 4] };
  return asked(`/contacts/${id}`, inFrame(inContacts(tree, 12)), "1");
};

async function asked(path: string, tree: unknown[], prefetch?: string): Promise<Asked> {
  const known = encodeURIComponent(JSON.stringify(tree));
  const digest = await nextParam.computeCacheBustingSearchParam(
    prefetch as "1" | undefined,
    undefined,
    known,
    undefined,
  );
  const headers = {
    rsc: "1",
    "next-router-state-tree": known,
    ...(prefetch ? { "next-router-prefetch": prefetch } : {}),
  };
  return { path: `${path}?_rsc=${digest}`, headers };
}
