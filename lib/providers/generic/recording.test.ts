import { expect, it } from "vitest";
import { generic } from "./adapter";
import { settingsFor } from "./testing";
import { recordingTold } from "./recording";

const addressOf = (told: string, recordingsUrl: string) =>
  generic.recordingAddress!(told, settingsFor({ recordingsUrl }));
const owns = (url: string, recordingsUrl: string) =>
  generic.ownsRecording!(new URL(url), settingsFor({ recordingsUrl }));

it.each([
  ["1.wav", "https://pbx.example/records", "https://pbx.example/records/1.wav"],
  [
    "/2026/11/1 2.wav",
    "https://pbx.example/records/",
    "https://pbx.example/records/2026/11/1%202.wav",
  ],
  ["//evil.example/1.wav", "https://pbx.example/", "https://pbx.example/evil.example/1.wav"],
  ["1.wav", "https://pbx.example/r/{recording}", "https://pbx.example/r/1.wav"],
  ["a/b?c&d", "https://pbx.example/get?id={recording}", "https://pbx.example/get?id=a%2Fb%3Fc%26d"],
  ["../secret.wav", "https://pbx.example/records/", null],
  ["a/../../b.wav", "https://pbx.example/records/{recording}", null],
  ["..\\b.wav", "https://pbx.example/records/", null],
  ["1.wav", "", null],
])("%j with %j lies at %s", (told, recordingsUrl, expected) => {
  expect(addressOf(told, recordingsUrl)).toBe(expected);
  if (expected) expect(owns(expected, recordingsUrl)).toBe(true);
});

it.each([
  ["https://pbx.example/records/1.wav", "https://pbx.example/records/", true],
  ["https://pbx.example/records/1.wav", "https://pbx.example/records/{recording}.wav", true],
  ["https://pbx.example/other/1.wav", "https://pbx.example/records/", false],
  ["https://pbx.example/records/../other", "https://pbx.example/records/", false],
  ["http://pbx.example/records/1.wav", "https://pbx.example/records/", false],
  ["https://pbx.example:444/records/1.wav", "https://pbx.example/records/", false],
  ["http://169.254.169.254/latest", "https://pbx.example/records/{recording}", false],
  ["https://pbx.example/records/1.wav", "", false],
])("%s is fetched with %j: %s", (url, recordingsUrl, expected) => {
  expect(owns(url, recordingsUrl)).toBe(expected);
});

it.each([
  ["2026/1.wav", "2026/1.wav"],
  ["https://pbx.example/1.wav", "https://pbx.example/1.wav"],
  ["javascript:alert(1)", null],
  ["file:///etc/passwd", null],
  ["http://", null],
])("%j is told as %j", (told, expected) => {
  expect(recordingTold(told)).toBe(expected);
});
