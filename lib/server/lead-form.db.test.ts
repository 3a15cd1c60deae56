/** The public form's page over real HTTP. */
import { describe, expect, it } from "vitest";
import { openLeadOffice } from "#lib/testing/kit/open-lead-office";

const office = await openLeadOffice();
const leave = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${office.url}/api/leads/site`, {
    method: "POST",
    headers,
    body: new URLSearchParams(fields),
  });

describe("the form's page", () => {
  it("may be framed by anybody, and nothing else may", async () => {
    const page = await fetch(`${office.url}/lead/site`);
    expect(page.status).toBe(200);
    expect(page.headers.get("x-frame-options")).toBeNull();
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors *");
    const health = await fetch(`${office.url}/api/leadsx`);
    expect(health.headers.get("x-frame-options")).toBe("DENY");
  });

  it("may be framed by the connection's sites alone, where it names some", async () => {
    const { settings } = office.runtime;
    office.runtime.settings = { ...(settings as object), formSites: "shop.example *.shop.example" };
    const answers = [await fetch(`${office.url}/lead/site`), await leave({ phone: "abc" })];
    office.runtime.settings = settings;
    for (const { headers } of answers) {
      const policy = headers.get("content-security-policy");
      expect(policy).toContain("frame-ancestors shop.example *.shop.example;");
    }
  });

  it("has nobody's origin with a vendor's script on it, and is answered all the same", async () => {
    const page = await fetch(`${office.url}/lead/site`);
    expect(page.headers.get("content-security-policy")).toMatch(
      /; sandbox allow-scripts allow-forms;/,
    );
    const answer = await leave({ phone: "abc" }, { accept: "application/json", origin: "null" });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([422, "*"]);
    const { settings } = office.runtime;
    office.runtime.settings = { ...(settings as object), widgetScript: "" };
    const plain = await fetch(`${office.url}/lead/site`);
    office.runtime.settings = settings;
    expect(plain.headers.get("content-security-policy")).not.toContain("sandbox");
  });

  it.each([
    ["?lang=uk", "en", `lang="uk"`, "Зателефонуйте мені"],
    ["", "ru-RU,ru;q=0.9", `lang="ru"`, "Позвоните мне"],
    ["?lang=xx", "de", `lang="en"`, "Call me"],
  ])("speaks its visitor's language %s %s", async (query, language, ...parts) => {
    const headers = { "accept-language": language };
    const text = await (await fetch(`${office.url}/lead/site${query}`, { headers })).text();
    for (const part of parts) expect(text).toContain(part);
  });

  it("shows a number of the connection's country as an example, in every language", async () => {
    const { source } = office.runtime;
    const example = async (lang: string) =>
      /\+[\d ]{10,}/.exec(await (await fetch(`${office.url}/lead/site?lang=${lang}`)).text())?.[0];
    expect(await example("en")).toMatch(/^\+7 9/);
    office.runtime.source = { ...source, country: "UA" };
    for (const lang of ["en", "ru", "uk"]) expect(await example(lang)).toMatch(/^\+380 /);
    office.runtime.source = source;
  });

  it("brings the vendor's field and script, and hands on where it stands", async () => {
    const query = new URLSearchParams({ page: `https://shop.example/"><script>`, theme: "dark" });
    const text = await (await fetch(`${office.url}/lead/site?${query}`)).text();
    expect(text).toContain(`name="callkeeper_storage"`);
    expect(text).toContain(`src="${office.vendor.url}widget.js"`);
    expect(text).toContain(`data-theme="dark"`);
    expect(text).toContain("https://shop.example/&quot;&gt;&lt;script&gt;");
  });

  it("has a script that puts it on a page", async () => {
    const script = await fetch(`${office.url}/lead/site.js`);
    expect(script.headers.get("content-type")).toContain("text/javascript");
    expect(await script.text()).toContain(`"slug":"site"`);
  });

  it.each(["/lead/office", "/lead/office.js", "/lead/", "/lead/a/b", "/lead/%00"])(
    "%s does not exist",
    async (path) => expect((await fetch(office.url + path)).status).toBe(404),
  );
});
