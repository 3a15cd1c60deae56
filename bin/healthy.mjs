// For a container's health check: exits with 0 when this machine's tinyCRM takes requests, else with 1.
const port = process.env.PORT || 3000;
const answer = await fetch(`http://127.0.0.1:${port}/api/health`, {
  signal: AbortSignal.timeout(2_500),
}).catch(() => null);
process.exit(answer?.ok ? 0 : 1);
