import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "../testing/render";
import { SignInForm } from "./sign-in-form";

it.each([
  [429, "Too many attempts. Wait a moment, then try again."],
  [401, "Wrong e-mail or password."],
])("says why nobody comes in: %s", async (status, words) => {
  const url = `${location.origin}/sign-in?error=refused`;
  const credentials = { id: "credentials", type: "credentials" };
  await render(<SignInForm hints={[]} mendsForgotten={false} oidc={null} notice={null} />, {
    served: {
      http: {
        "GET /api/auth/providers": { status: 200, body: { credentials } },
        "GET /api/auth/csrf": { status: 200, body: { csrfToken: "token" } },
        "POST /api/auth/callback/credentials": { status, body: { url } },
      },
    },
  });
  await userEvent.fill(page.getByLabelText("E-mail"), "olena@x.test");
  await userEvent.fill(page.getByLabelText("Password"), "wrong");
  await userEvent.click(page.getByRole("button", { name: "Sign in" }));
  await expect.element(page.getByRole("alert")).toHaveTextContent(words);
});
