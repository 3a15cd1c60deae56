/** What runs in visitors' browsers: in the form's own page, and in the page it stands on. */

/**
 * Sends the form without leaving the page, and reports its height to the page around it. Without it the
 * form works like any form. `fillPath`: the vendor's function that fills the order anew.
 */
export function formScript(options: { slug: string; fillPath: readonly string[] }): string {
  return `(() => {
  const { slug, fillPath } = ${toScript(options)};
  const form = document.querySelector("form");
  const by = (id) => document.getElementById(id);
  const tellHeight = () => parent.postMessage(
    { tinycrmLead: slug, height: Math.ceil(document.documentElement.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tellHeight).observe(document.documentElement);
  if (!form) return;
  const button = form.querySelector("button");
  const words = { ...button.dataset };
  const fail = (text) => {
    by("error").textContent = text;
    by("error").hidden = text === "";
    by("phone").setAttribute("aria-invalid", text === "" ? "false" : "true");
    if (text !== "") by("phone").focus();
  };
  const fill = () => {
    try {
      const owner = fillPath.slice(0, -1).reduce((it, name) => it && it[name], window);
      const run = owner && owner[fillPath.at(-1)];
      if (typeof run === "function") run.call(owner, form);
    } catch (error) {
      console.warn(error);
    }
  };
  form.noValidate = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    if (by("phone").value.trim() === "") return fail(words.required);
    fill();
    button.disabled = true;
    button.textContent = words.sending;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
      });
      const result = await answer.json();
      if (!answer.ok) return fail(result.error.message);
      fail("");
      form.hidden = true;
      by("done").textContent = result.message;
      by("done").focus();
    } catch {
      fail(words.failed);
    } finally {
      button.disabled = false;
      button.textContent = words.send;
    }
  });
})();`;
}

/** Puts the form where the script tag stands, as high as it is. `data-lang` and `data-theme` are handed on. */
export function embedScript(options: { slug: string; title: string }): string {
  return `(() => {
  const { slug, title } = ${toScript(options)};
  const script = document.currentScript;
  const address = new URL(script.src);
  const query = new URLSearchParams({ page: location.href.slice(0, 1000), title: document.title.slice(0, 200) });
  for (const name of ["lang", "theme"]) if (script.dataset[name]) query.set(name, script.dataset[name]);
  const frame = document.createElement("iframe");
  frame.src = address.origin + "/lead/" + slug + "?" + query;
  frame.title = title;
  frame.style.cssText = "display:block;width:100%;height:24rem;border:0";
  addEventListener("message", (event) => {
    // With a vendor's script in it the frame has nobody's origin: its window alone says who speaks.
    if (event.source !== frame.contentWindow) return;
    const { tinycrmLead, height } = event.data || {};
    if (tinycrmLead === slug && height > 0 && height < 5000) frame.style.height = height + "px";
  });
  script.after(frame);
})();`;
}

/** JSON that can't end the script it stands in. */
export function toScript(value: object): string {
  return JSON.stringify(value).replace(/</g, "\\u003c");
}

/**
 * Where a vendor's script runs with nobody's origin, the browser throws at its first look for cookies or
 * storage. It finds memory instead, which is gone with the page: scripts are written for pages that have it.
 */
export const vendorStorage = `(() => {
  const storage = () => {
    const held = new Map();
    return {
      getItem: (key) => held.get(String(key)) ?? null,
      setItem: (key, value) => void held.set(String(key), String(value)),
      removeItem: (key) => void held.delete(String(key)),
      clear: () => held.clear(),
      key: (index) => [...held.keys()][index] ?? null,
      get length() { return held.size; },
    };
  };
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { value: storage() });
  }
  const cookies = new Map();
  Object.defineProperty(document, "cookie", {
    get: () => [...cookies].map(([name, value]) => name + "=" + value).join("; "),
    set: (text) => {
      const [name, ...value] = String(text).split(";")[0].split("=");
      cookies.set(name.trim(), value.join("=").trim());
    },
  });
})();`;
