/** The office the faults happen to: an administrator, a few people, one PBX. */
import { extensions } from "./call-script";

export const pbxPassword = "pbx-password";
export const admin = { email: "admin@office.test", password: "correct horse battery" };

/** @param url where the product finds its PBX: the simulator itself, or a wire before it */
export function officeProvision(url: string): object {
  const person = (name: string, role: string, own: object) => ({
    email: `${name}@office.test`,
    name,
    role,
    password: admin.password,
    ...own,
  });
  const [first = "", second = ""] = extensions;
  return {
    users: [
      person("admin", "admin", {}),
      person("olena", "sales", { extensions: { office: first } }),
      person("ivan", "sales", { extensions: { office: second } }),
    ],
    connections: [
      {
        slug: "office",
        provider: "prostie-zvonki",
        name: "Office",
        settings: { url, password: pbxPassword },
      },
    ],
  };
}
