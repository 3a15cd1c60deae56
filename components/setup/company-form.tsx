"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { Button } from "#components/ui/button";
import { Field, Form } from "#components/ui/field";
import { Select } from "#components/ui/input";
import type { Country } from "#lib/connections/countries";
import { chooseCompanyAction } from "#lib/setup/actions";
import { useAction } from "../ui/use-action";
import { toast } from "../ui/toast";

interface CompanyFormProps {
  /** As chosen; null before that. */
  country: string | null;
  zone: string | null;
  countries: Country[];
  zones: string[];
  /** Of each country, by its code. */
  zonesOf: Readonly<Record<string, string[]>>;
  /** Somebody has just asked for the form: they go on in it. */
  begins: boolean;
  onSaved: () => void;
}

/** Asked once: where the company is. Until somebody has said so, the browser's guess is offered. */
export function CompanyForm(props: CompanyFormProps) {
  const { country, zone, countries, zones, zonesOf, begins, onSaved } = props;
  const t = useTranslations("setup.company");
  const router = useRouter();
  const [picked, setPicked] = useState<{ country?: string; zone?: string }>({});
  const [region = "", guessedZone = ""] = useSyncExternalStore(never, guess, nothing).split(" ");
  const known = countries.some(({ code }) => code === region) ? region : "";
  const chosen = {
    country: picked.country ?? country ?? known,
    zone: picked.zone ?? zone ?? (zones.includes(guessedZone) ? guessedZone : ""),
  };
  const near = zonesOf[chosen.country] ?? [];
  const { run, busy } = useAction(chooseCompanyAction);

  /** The zone goes along: the only one there is, or the one that is right already; else it is to be said. */
  function pickCountry(code: string) {
    const own = zonesOf[code] ?? [];
    const fits = [chosen.zone, guessedZone].find((name) => own.includes(name));
    setPicked({ country: code, zone: own.length === 1 ? own[0]! : (fits ?? "") });
  }

  function save() {
    run(chosen, {
      onDone() {
        onSaved();
        router.refresh();
      },
      onRefused: () => toast.error(t("failed")),
    });
  }

  return (
    <Form onSubmit={save}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("country")} help={t("countryHelp")}>
          <Select
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={begins}
            value={chosen.country}
            onChange={(event) => pickCountry(event.target.value)}
          >
            <option value="" disabled>
              {t("choose")}
            </option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("zone")} help={t("zoneHelp")}>
          <Select
            value={chosen.zone}
            onChange={(event) => setPicked({ ...picked, zone: event.target.value })}
          >
            <option value="" disabled>
              {t("choose")}
            </option>
            {near.length > 0 && (
              <optgroup label={countries.find(({ code }) => code === chosen.country)?.name}>
                <Zones names={near} />
              </optgroup>
            )}
            <optgroup label={t("otherZones")}>
              <Zones names={zones.filter((name) => !near.includes(name))} />
            </optgroup>
          </Select>
        </Field>
      </div>
      <Button
        type="submit"
        size="sm"
        className="self-start"
        disabled={busy || !chosen.country || !chosen.zone}
      >
        {t("save")}
      </Button>
    </Form>
  );
}

function Zones({ names }: { names: readonly string[] }) {
  return names.map((name) => <option key={name}>{name}</option>);
}

const never = () => () => undefined;
const nothing = () => "";

/** Country and zone of this browser: one text, which stays the same. */
function guess(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return `${new Intl.Locale(navigator.language).maximize().region ?? ""} ${timeZone}`;
}
