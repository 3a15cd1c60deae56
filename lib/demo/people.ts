/** The demo's people. Everybody may know these passwords: the demo never holds real data. */
export const demoPeople = [
  {
    email: "admin@tinycrm.local",
    password: "tinycrm-demo",
    name: "Администратор",
    role: "admin",
    extension: "100",
  },
  {
    email: "olena@tinycrm.local",
    password: "tinycrm-demo",
    name: "Олена Ковальчук",
    role: "sales",
    extension: "101",
  },
  {
    email: "ivan@tinycrm.local",
    password: "tinycrm-demo",
    name: "Иван Соколов",
    role: "sales",
    extension: "102",
  },
] as const;
