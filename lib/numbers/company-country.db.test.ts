import { expect, it } from "vitest";
import { providerChoices } from "#lib/connections/queries";
import { openOffice } from "#lib/testing/kit/office";
import { chooseCompanyCountry, companyCountry, defaultCountry } from "./default-country";

await openOffice({ connections: { office: { country: "RU" } } });

it("goes before the first connection's, and new connections begin with it", async () => {
  const offered = async () =>
    providerChoices(await companyCountry()).map(
      ({ fields }) => fields.find(({ kind }) => kind === "country")!.default,
    );
  expect(await defaultCountry()).toBe("RU");
  expect(new Set(await offered())).toEqual(new Set(["RU", "UA"]));
  await chooseCompanyCountry("KZ");
  expect(await defaultCountry()).toBe("KZ");
  expect(new Set(await offered())).toEqual(new Set(["KZ"]));
});
