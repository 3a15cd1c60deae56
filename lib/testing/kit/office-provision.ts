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

/** What authorizes a hook of the connection `kyiv`. */
export const hookToken = "s3cret-of-the-account";

/** The office with a second PBX, which tells its calls by hooks; neither can be reached. */
export function hookedProvision(): object {
  const provision = officeProvision("ws://127.0.0.1:9") as { connections: object[] };
  provision.connections.push({
    slug: "kyiv",
    provider: "evrotel",
    name: "Kyiv",
    settings: { token: hookToken, billcode: "1", baseUrl: "http://127.0.0.1:9/" },
  });
  return provision;
}
