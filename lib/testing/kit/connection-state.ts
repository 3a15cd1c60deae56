/** How the product says its one connection stands; an administrator's cookie is asked for. */
export async function connectionState(url: string, cookie: string): Promise<string> {
  const answer = await fetch(`${url}/api/health`, { headers: { cookie } });
  const { connections } = (await answer.json()) as { connections?: { state: string }[] };
  return connections?.[0]?.state ?? "unknown";
}
