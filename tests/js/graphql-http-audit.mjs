// Runs the GraphQL-over-HTTP audit of npm graphql-http against a server.
// Usage: node graphql-http-audit.mjs http://127.0.0.1:8080/graphql
// Prints how many audits ended how; exits with 1 unless every one is ok.
import { serverAudits } from "graphql-http";

const [url] = process.argv.slice(2);
if (!url) {
  console.error("usage: node graphql-http-audit.mjs <url of the endpoint>");
  process.exit(2);
}

const counts = { ok: 0, notice: 0, warn: 0, error: 0 };
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  const result = await audit.fn();
  counts[result.status] += 1;
  if (result.status !== "ok") {
    console.error(`${result.status}: ${audit.id} ${audit.name}: ${result.reason}`);
  }
}

const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
console.log(`${counts.ok} of ${total} ok, ${counts.notice} notices, ${counts.warn} warnings, ${counts.error} errors`);
process.exit(counts.ok === total ? 0 : 1);
