import type { ProviderMessages } from "../contract";

export const messages: Record<"en" | "ru" | "uk", ProviderMessages> = {
  en: {
    settings: {
      host: {
        label: "CallKeeper’s host",
        help: "Orders from the lead form go there and nowhere else. CallKeeper’s support tells its name",
      },
      orderPath: {
        label: "Order path",
        help: "Orders from the lead form go to this path of the host and to no other",
      },
      apiUrl: {
        label: "Statistics address",
        help: "Leave as it is unless CallKeeper told you otherwise",
      },
      apiKey: {
        label: "API key",
        help: "From your CallKeeper profile; needed for history and the test",
      },
      widgetScript: {
        label: "Widget script",
        help: "The address in the widget’s code. Put on the lead form, and in tinyCRM for people with a number here, in a frame of its own",
      },
      formSites: {
        label: "Sites with the lead form",
        help: "Only they may show it, e.g. www.example.ru, *.example.ru. Empty: any site",
      },
      manager: {
        label: "Manager’s number",
        help: "Rings first when a person’s own number here is not a telephone",
      },
      partner: {
        label: "Service name",
        help: "Spoken to the manager; Russian letters and blanks only",
      },
      mail: {
        label: "Report by mail to",
        help: `One address, several with commas, or '{"success": […], "fail": […], "all": […]}'`,
      },
      param1: { label: "First remark", help: "Spoken to the manager" },
      param2: { label: "Second remark", help: "Spoken to the manager" },
      country: { label: "Country", help: "Two letters; gives numbers without +… their meaning" },
      recordingsUrl: {
        label: "Recordings address",
        help: "Empty: CallKeeper's host above. Recordings anywhere else are not played",
      },
    },
    reasons: {
      unavailable: "CallKeeper is out of order at the moment",
      unreadable: "CallKeeper’s answer can’t be read: check the statistics address",
    },
  },
  ru: {
    settings: {
      host: {
        label: "Хост CallKeeper",
        help: "Заявки с формы уходят только туда. Имя подскажет поддержка CallKeeper",
      },
      orderPath: {
        label: "Путь заявок",
        help: "Заявки с формы уходят только по этому пути хоста",
      },
      apiUrl: { label: "Адрес статистики", help: "Не меняйте, если CallKeeper не сказал иначе" },
      apiKey: { label: "Ключ API", help: "Из профиля CallKeeper; нужен для истории и проверки" },
      widgetScript: {
        label: "Скрипт виджета",
        help: "Адрес из кода виджета. Ставится на форму заявки и в tinyCRM тем, у кого здесь есть номер, в отдельном фрейме",
      },
      formSites: {
        label: "Сайты с формой заявки",
        help: "Показывать её могут только они, например www.example.ru, *.example.ru. Пусто: любой сайт",
      },
      manager: {
        label: "Номер менеджера",
        help: "Звонит первым, если собственный номер сотрудника здесь не телефонный",
      },
      partner: {
        label: "Название сервиса",
        help: "Его услышит менеджер; только русские буквы и пробелы",
      },
      mail: {
        label: "Отчёты на почту",
        help: `Один адрес, несколько через запятую или '{"success": […], "fail": […], "all": […]}'`,
      },
      param1: { label: "Первое примечание", help: "Его услышит менеджер" },
      param2: { label: "Второе примечание", help: "Его услышит менеджер" },
      country: { label: "Страна", help: "Две буквы: как понимать номера без +…" },
      recordingsUrl: {
        label: "Адрес записей",
        help: "Пусто: хост CallKeeper, указанный выше. Записи из других мест не воспроизводятся",
      },
    },
    reasons: {
      unavailable: "CallKeeper сейчас не работает",
      unreadable: "ответ CallKeeper не читается: проверьте адрес статистики",
    },
  },
  uk: {
    settings: {
      host: {
        label: "Хост CallKeeper",
        help: "Заявки з форми йдуть лише туди. Ім’я підкаже підтримка CallKeeper",
      },
      orderPath: {
        label: "Шлях заявок",
        help: "Заявки з форми йдуть лише цим шляхом хоста",
      },
      apiUrl: { label: "Адреса статистики", help: "Не змінюйте, якщо CallKeeper не сказав інакше" },
      apiKey: {
        label: "Ключ API",
        help: "З профілю CallKeeper; потрібен для історії та перевірки",
      },
      widgetScript: {
        label: "Скрипт віджета",
        help: "Адреса з коду віджета. Ставиться на форму заявки й у tinyCRM тим, хто має тут номер, в окремому фреймі",
      },
      formSites: {
        label: "Сайти з формою заявки",
        help: "Показувати її можуть лише вони, наприклад www.example.ru, *.example.ru. Порожньо: будь-який сайт",
      },
      manager: {
        label: "Номер менеджера",
        help: "Дзвонить першим, якщо власний номер працівника тут не телефонний",
      },
      partner: {
        label: "Назва сервісу",
        help: "Її почує менеджер; лише російські літери та пробіли",
      },
      mail: {
        label: "Звіти на пошту",
        help: `Одна адреса, кілька через кому або '{"success": […], "fail": […], "all": […]}'`,
      },
      param1: { label: "Перша примітка", help: "Її почує менеджер" },
      param2: { label: "Друга примітка", help: "Її почує менеджер" },
      country: { label: "Країна", help: "Дві літери: як розуміти номери без +…" },
      recordingsUrl: {
        label: "Адреса записів",
        help: "Порожньо: хост CallKeeper, указаний вище. Записи з інших місць не відтворюються",
      },
    },
    reasons: {
      unavailable: "CallKeeper зараз не працює",
      unreadable: "відповідь CallKeeper не читається: перевірте адресу статистики",
    },
  },
};
