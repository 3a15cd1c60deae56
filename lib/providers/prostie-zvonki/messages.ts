import type { ProviderMessages } from "../contract";

export const messages: Record<"en" | "ru" | "uk", ProviderMessages> = {
  en: {
    settings: {
      url: { label: "Server address", help: "ws:// or wss://, port 10150 unless you changed it" },
      password: { label: "Password", help: "As set in the PBX connector, at most 32 characters" },
      clientType: { label: "Client type", help: "The CRM type your licence names" },
      country: { label: "Country", help: "Two letters; gives numbers without +… their meaning" },
      smartTransfer: {
        label: "Smart transfer",
        help: "A call that asks where to go is sent to the client's owner, when they are there and free",
      },
      fallbackExtension: {
        label: "Fallback extension",
        help: "Where such a call goes otherwise; empty leaves it to the PBX",
      },
      recordingsUrl: {
        label: "Recordings address",
        help: "Empty: the server's own machine. Recordings anywhere else are not played",
      },
    },
    reasons: {
      "4001": "licence check failed (4001)",
      "4002": "licence invalid (4002)",
      "4003": "licence expired (4003)",
      "4004": "licence is not for this PBX type (4004)",
      "4005": "licence is not for this PBX-connector version (4005)",
      "4006": "no licence for this CRM (4006)",
      "4007": "too many users for the licence (4007)",
      "4008": "authorization failed (4008)",
      "4009": "replaced by another connection with the same name (4009)",
    },
  },
  ru: {
    settings: {
      url: { label: "Адрес сервера", help: "ws:// или wss://, порт 10150, если вы его не меняли" },
      password: { label: "Пароль", help: "Как в настройках коннектора АТС, до 32 символов" },
      clientType: { label: "Тип клиента", help: "Тип CRM, указанный в вашей лицензии" },
      country: { label: "Страна", help: "Две буквы: как понимать номера без +…" },
      smartTransfer: {
        label: "Умная переадресация",
        help: "Звонок, который спрашивает, куда ему, получит ответственный за клиента, если он на месте и свободен",
      },
      fallbackExtension: {
        label: "Запасной внутренний номер",
        help: "Куда направить такой звонок иначе; пусто — решит АТС",
      },
      recordingsUrl: {
        label: "Адрес записей",
        help: "Пусто: сам компьютер сервера. Записи из других мест не воспроизводятся",
      },
    },
    reasons: {
      "4001": "не удалось проверить лицензию (4001)",
      "4002": "лицензия недействительна (4002)",
      "4003": "срок лицензии истёк (4003)",
      "4004": "лицензия не для этого типа АТС (4004)",
      "4005": "лицензия не для этой версии коннектора (4005)",
      "4006": "нет лицензии для этой CRM (4006)",
      "4007": "превышено число пользователей по лицензии (4007)",
      "4008": "ошибка авторизации: проверьте пароль (4008)",
      "4009": "вытеснено другим подключением с тем же именем (4009)",
    },
  },
  uk: {
    settings: {
      url: {
        label: "Адреса сервера",
        help: "ws:// або wss://, порт 10150, якщо ви його не змінювали",
      },
      password: { label: "Пароль", help: "Як у налаштуваннях конектора АТС, до 32 символів" },
      clientType: { label: "Тип клієнта", help: "Тип CRM, вказаний у вашій ліцензії" },
      country: { label: "Країна", help: "Дві літери: як розуміти номери без +…" },
      smartTransfer: {
        label: "Розумна переадресація",
        help: "Дзвінок, який питає, куди йому, отримає відповідальний за клієнта, якщо він на місці й вільний",
      },
      fallbackExtension: {
        label: "Запасний внутрішній номер",
        help: "Куди спрямувати такий дзвінок інакше; порожньо — вирішить АТС",
      },
      recordingsUrl: {
        label: "Адреса записів",
        help: "Порожньо: сам комп'ютер сервера. Записи з інших місць не відтворюються",
      },
    },
    reasons: {
      "4001": "не вдалося перевірити ліцензію (4001)",
      "4002": "ліцензія недійсна (4002)",
      "4003": "строк ліцензії минув (4003)",
      "4004": "ліцензія не для цього типу АТС (4004)",
      "4005": "ліцензія не для цієї версії конектора (4005)",
      "4006": "немає ліцензії для цієї CRM (4006)",
      "4007": "перевищено кількість користувачів за ліцензією (4007)",
      "4008": "помилка авторизації: перевірте пароль (4008)",
      "4009": "витіснено іншим підключенням з тим самим ім'ям (4009)",
    },
  },
};
