import type { ProviderMessages } from "../contract";

export const messages: Record<"en" | "ru" | "uk", ProviderMessages> = {
  en: {
    settings: {
      domain: { label: "Domain", help: "Your PBX's own address, like company.phonet.com.ua" },
      apiKey: { label: "API key", help: "Settings → Integration → Other CRM, in Phonet" },
      baseUrl: { label: "Server address", help: "Empty: https:// and the domain" },
      country: { label: "Country", help: "Two letters; gives numbers without +… their meaning" },
      recordingsUrl: {
        label: "Recordings address",
        help: "Empty: the PBX itself and phonet.com.ua. Recordings anywhere else are not played",
      },
    },
    reasons: {
      "401": "the API key was refused (401)",
      "403": "the API key has no right to this (403)",
      "404": "the PBX does not know this extension (404)",
      "1008": "the PBX refused the subscription (1008)",
      unauthorized: "the API key was refused",
      "no-extensions": "no extensions yet: give people theirs, or match them with the PBX",
      partly: "not everybody is connected ({detail})",
    },
  },
  ru: {
    settings: {
      domain: { label: "Домен", help: "Адрес вашей АТС, например company.phonet.com.ua" },
      apiKey: { label: "Ключ API", help: "В Phonet: Настройки → Интеграция → Другая CRM система" },
      baseUrl: { label: "Адрес сервера", help: "Пусто: https:// и домен" },
      country: { label: "Страна", help: "Две буквы: как понимать номера без +…" },
      recordingsUrl: {
        label: "Адрес записей",
        help: "Пусто: сама АТС и phonet.com.ua. Записи из других мест не воспроизводятся",
      },
    },
    reasons: {
      "401": "ключ API не принят (401)",
      "403": "у ключа API нет права на это (403)",
      "404": "АТС не знает этого внутреннего номера (404)",
      "1008": "АТС отказала в подписке (1008)",
      unauthorized: "ключ API не принят",
      "no-extensions": "внутренних номеров пока нет: впишите их сотрудникам или сопоставьте с АТС",
      partly: "подключены не все ({detail})",
    },
  },
  uk: {
    settings: {
      domain: { label: "Домен", help: "Адреса вашої АТС, наприклад company.phonet.com.ua" },
      apiKey: {
        label: "Ключ API",
        help: "У Phonet: Налаштування → Інтеграція → Інша CRM система",
      },
      baseUrl: { label: "Адреса сервера", help: "Порожньо: https:// і домен" },
      country: { label: "Країна", help: "Дві літери: як розуміти номери без +…" },
      recordingsUrl: {
        label: "Адреса записів",
        help: "Порожньо: сама АТС і phonet.com.ua. Записи з інших місць не відтворюються",
      },
    },
    reasons: {
      "401": "ключ API не прийнято (401)",
      "403": "у ключа API немає права на це (403)",
      "404": "АТС не знає цього внутрішнього номера (404)",
      "1008": "АТС відмовила в підписці (1008)",
      unauthorized: "ключ API не прийнято",
      "no-extensions": "внутрішніх номерів поки немає: впишіть їх людям або зіставте з АТС",
      partly: "підключені не всі ({detail})",
    },
  },
};
