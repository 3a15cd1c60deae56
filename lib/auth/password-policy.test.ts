import { dictionary } from "@zxcvbn-ts/language-common";
import { beforeAll, describe, expect, it } from "vitest";
import { configSlot } from "#lib/base/config";
import { testConfig } from "#lib/testing/kit/test-config";
import { passwordFault } from "./password-policy";

const olena = { name: "Olena Kovalchuk", email: "o.kovalchuk@nordwind-trade.example" };
const faultOf = (password: string) => passwordFault(password, olena);

beforeAll(() => {
  configSlot.set(testConfig({ publicUrl: "https://crm.nordwind.example" }));
});

describe("a password", () => {
  it.each([
    ["eleven char", "tooShort"],
    ["🦊🐻🐼🦁🐮🐷🐸🐵🐔🐧🐦", "tooShort"],
    ["xk4 ".repeat(32) + "1", "tooLong"],
    ["aaaaaaaaaaaa", "repeated"],
    ["яяяяяяяяяяяяяя", "repeated"],
    ["!?!?!?!?!?!?", "repeated"],
    ["mittens mittens mittens", "repeated"],
    ["abcdefghijklm", "sequence"],
    ["абвгдежзийкл", "sequence"],
    ["zyxwvutsrqpo", "sequence"],
    ["password1234", "common"],
    ["P@ssw0rd-2024!", "common"],
    ["drowssap4321", "common"],
    ["Dragon_Monkey_9", "common"],
    ["01.02.1990-1990", "common"],
    ["йцукенгшщзхъ", "sequence"],
    ["пароль123456", "common"],
    ["пароль-пароль-1", "repeated"],
    ["4a@e3E3".repeat(18), "repeated"],
    ["tinycrm12345", "ownWords"],
    ["T1ny-CRM-2026!", "ownWords"],
    ["olena.kovalchuk", "ownWords"],
    ["Kovalchuk!2026", "ownWords"],
    ["o.kovalchuk 99", "ownWords"],
    ["NordWind-Trade1", "ownWords"],
    ["olena aaaaaaaaaaaaaa", "repeated"],
  ])("%s is refused: %s", async (password, fault) => {
    expect(await faultOf(password)).toBe(fault);
  });

  it.each([
    "correct horse battery",
    "тихий синій паротяг",
    "olena likes cold buckwheat",
    "summit lamp of glass",
    "Kx7!vQ2mZp9w",
    "🦊🐻🐼🦁🐮🐷🐸🐵🐔🐧🐦🐤",
    `${"a".repeat(60)} whatever river lamps hum`,
    // The longest: 128 characters, each two of JavaScript's.
    "🦊🐻🐼🦁🐮🐷🐸🐵".repeat(15) + "🐔🐧🐦🐤🐙🦑🐡🐳",
  ])("%s is taken", async (password) => {
    expect(await faultOf(password)).toBeNull();
  });

  it("is refused as one of those that are known, and with something added", async () => {
    const words = dictionary["passwords-common"];
    const tried = words.filter(({ length }) => length >= 12);
    for (let index = 0; index < 3_000; index += 17) {
      const word = words[index]!;
      const added = [`${word}1234`, `${word}-2024!`, `${word}-${word}`, `${capital(word)}!!!!!!`];
      const [longer] = added.slice(index % added.length);
      if (longer!.length >= 12) tried.push(longer!);
    }
    expect(tried.length).toBeGreaterThan(400);
    const taken: string[] = [];
    for (const word of tried) if (!(await faultOf(word))) taken.push(word);
    expect(taken).toEqual([]);
  });

  it("is judged quickly, whatever it is made of", async () => {
    await faultOf("the lists are loaded now");
    for (const sign of [
      "a",
      "a1",
      "@4$53!",
      "1/1/90-",
      "((",
      " ",
      "4a@e3E3",
      "l1i!|",
      "🦊",
      "й",
      "\0",
    ]) {
      const before = process.cpuUsage();
      await faultOf(sign.repeat(128).slice(0, 128));
      // In µs of our own: what a neighbour on the machine takes does not count. Mostly it is less than a tenth of it.
      expect(process.cpuUsage(before).user, sign).toBeLessThan(500_000);
    }
  });
});

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
