import type { ProviderMessages } from "../contract";

export const messages: Record<"en" | "ru" | "uk", ProviderMessages> = {
  en: {
    settings: {
      token: { label: "Token", help: "From your Evrotel manager" },
      billcode: { label: "Billcode", help: "Your account's number at Evrotel" },
      baseUrl: { label: "Command address", help: "Where calls are ordered" },
      recordingsUrl: { label: "Recordings address", help: "Without it there are no recordings" },
      statisticsUrl: {
        label: "Statistics address",
        help: "For calls made while tinyCRM was off; empty: none are fetched",
      },
      timeZone: { label: "Time zone", help: "Of the times in Evrotel's messages" },
      routing: {
        label: "Order of ringing",
        help: "With several extensions: rand at random, inline in turn, all at once",
      },
      country: { label: "Country", help: "Two letters; gives numbers without +… their meaning" },
    },
    reasons: {},
  },
  ru: {
    settings: {
      token: { label: "Токен", help: "Выдаёт менеджер Евротел" },
      billcode: { label: "Билкод", help: "Номер вашей учётной записи в Евротел" },
      baseUrl: { label: "Адрес для команд", help: "Сюда отправляются заказы звонков" },
      recordingsUrl: { label: "Адрес записей", help: "Без него записей разговоров не будет" },
      statisticsUrl: {
        label: "Адрес статистики",
        help: "Для звонков, прошедших без tinyCRM; пусто — не запрашивать",
      },
      timeZone: { label: "Часовой пояс", help: "Времени в сообщениях Евротел" },
      routing: {
        label: "Порядок вызова",
        help: "Если номеров несколько: rand случайно, inline по очереди, all всем сразу",
      },
      country: { label: "Страна", help: "Две буквы: как понимать номера без +…" },
    },
    reasons: {},
  },
  uk: {
    settings: {
      token: { label: "Токен", help: "Видає менеджер Евротел" },
      billcode: { label: "Білкод", help: "Номер вашого облікового запису в Евротел" },
      baseUrl: { label: "Адреса для команд", help: "Сюди надсилаються замовлення дзвінків" },
      recordingsUrl: { label: "Адреса записів", help: "Без неї записів розмов не буде" },
      statisticsUrl: {
        label: "Адреса статистики",
        help: "Для дзвінків, що пройшли без tinyCRM; порожньо — не запитувати",
      },
      timeZone: { label: "Часовий пояс", help: "Часу в повідомленнях Евротел" },
      routing: {
        label: "Порядок виклику",
        help: "Якщо номерів кілька: rand випадково, inline по черзі, all усім одразу",
      },
      country: { label: "Країна", help: "Дві літери: як розуміти номери без +…" },
    },
    reasons: {},
  },
};
