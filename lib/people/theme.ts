export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];
export const themeCookie = "tinycrm.theme";

export function toTheme(text: string | undefined): Theme {
  return themes.find((theme) => theme === text) ?? "system";
}
