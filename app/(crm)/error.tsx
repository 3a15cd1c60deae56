"use client";

export { ScreenError as default } from "#components/ui/screen-error";
