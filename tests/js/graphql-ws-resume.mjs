// Follows the log with npm graphql-ws, for ever: whenever it is cut off it goes on behind the last event it saw.
// Usage: node graphql-ws-resume.mjs ws://127.0.0.1:8080/graphql TOKEN
// Prints "event POSITION" for each event and "cut off" for each connection that ended.
import { createClient } from "graphql-ws";
import WebSocket from "ws";

const [url, token] = process.argv.slice(2);
if (!token) {
  console.error("usage: node graphql-ws-resume.mjs <url of the endpoint> <token>");
  process.exit(2);
}

// The client could connect again by itself, but it would ask for the same events again: where to go on is known here.
const client = createClient({ url, webSocketImpl: WebSocket, connectionParams: { token }, retryAttempts: 0 });
const query = "subscription($after: Position) { log(after: $after) { position } }";

let after = "0";
for (;;) {
  try {
    for await (const { data, errors } of client.iterate({ query, variables: { after } })) {
      if (errors) {
        console.error(JSON.stringify(errors));
        process.exit(1);
      }
      after = data.log.position;
      console.log(`event ${after}`);
    }
  } catch {
    console.log("cut off");
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
}
