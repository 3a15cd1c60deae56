import { beforeEach, expect, it, onTestFinished } from "vitest";
import { userEvent } from "vitest/browser";
import { focusHeading } from "./focus-heading";

const was = window.location.href;
let content: HTMLElement;
beforeEach(() => {
  content = document.createElement("main");
  content.id = "content";
  content.innerHTML = "<h1>Contacts</h1>";
  document.body.append(content);
  onTestFinished(() => {
    content.remove();
    window.history.replaceState(null, "", was);
  });
});

function open(path: string, html: string): void {
  window.history.replaceState(null, "", path);
  content.innerHTML = html;
}
const focused = () => document.activeElement?.textContent;

it("the heading of the page that opens has the focus, also when it is replaced", async () => {
  focusHeading("/contacts/1?show=call");
  content.append(document.createElement("p"));
  expect(focused()).not.toBe("Contacts");
  open("/contacts/1", "<h1 hidden>Contacts</h1><h1>Emma, ahead</h1>");
  await expect.poll(focused).toBe("Emma, ahead");
  open("/contacts/1", "<h1>Emma</h1>");
  await expect.poll(focused).toBe("Emma");
});

it("a page that begins in a field begins there", async () => {
  focusHeading("/contacts/new");
  open("/contacts/new", "<h1>New contact</h1><input aria-label='Name'>");
  content.querySelector("input")!.focus();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(document.activeElement?.ariaLabel).toBe("Name");
});

it("who goes on by key is left alone", async () => {
  focusHeading("/calls");
  open("/calls", "<h1>Calls</h1>");
  await expect.poll(focused).toBe("Calls");
  await userEvent.keyboard("{Tab}");
  open("/calls", "<h1>Calls again</h1>");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(focused()).not.toBe("Calls again");
});
