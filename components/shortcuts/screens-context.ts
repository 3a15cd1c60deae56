"use client";

import { createContext } from "react";

/** Addresses of the person's navigation: keys lead nowhere else. */
export const ScreensContext = createContext<readonly string[]>([]);
