"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Two seconds are the promise; asking and drawing take their part of them. In ms. */
const every = 1_500;

/** Reads the page anew while something on it moves and somebody looks. */
export function KeepFresh() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, every);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
