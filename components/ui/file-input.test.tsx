import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "../testing/render";
import { Field } from "./field";
import { FileInput } from "./file-input";

it("says in our words what to do and what is chosen", async () => {
  const files: (string | undefined)[] = [];
  await render(
    <Field label="Запись">
      <FileInput
        choose="Выбрать файл"
        none="Файл не выбран"
        onFile={(file) => files.push(file?.name)}
      />
    </Field>,
  );
  await expect.element(page.getByText("Выбрать файл")).toBeVisible();
  await expect.element(page.getByText("Файл не выбран")).toBeVisible();
  await userEvent.upload(page.getByLabelText("Запись"), new File(["RIFF"], "hello.wav"));
  await expect.element(page.getByText("hello.wav")).toBeVisible();
  expect(files).toEqual(["hello.wav"]);
});
