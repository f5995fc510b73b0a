// Starts GraphiQL with a fetcher of our own: POST for queries and mutations, server-sent events for subscriptions.
"use strict";

const TOKEN_KEY = "colloquy.token";

/** Headers of every request; the token lives as long as the tab. */
function headers(accept, extra) {
  const token = sessionStorage.getItem(TOKEN_KEY);
  return {
    "content-type": "application/json",
    accept,
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...extra,
  };
}

/** One query or mutation. */
async function ask(params, extra) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: headers("application/graphql-response+json, application/json;q=0.9", extra),
    body: JSON.stringify(params),
  });
  return response.json();
}

/** One subscription: yields each `next` until `complete`. */
async function* subscribe(params, extra) {
  const stop = new AbortController();
  try {
    const response = await fetch("/graphql/stream", {
      method: "POST",
      headers: headers("text/event-stream", extra),
      body: JSON.stringify(params),
      signal: stop.signal,
    });
    if (!response.ok) {
      yield await response.json();
      return;
    }
    for await (const event of events(response.body)) {
      if (event.name === "complete") return;
      if (event.name === "next") yield JSON.parse(event.data);
    }
  } finally {
    stop.abort();
  }
}

/** Splits a body into events; ours have one line per field. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      yield event(text.slice(0, end));
      text = text.slice(end + 2);
    }
  }
}

/** The fields of one event. A keep-alive comment has none. */
function event(block) {
  const field = (name) => block.split("\n").find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1).trim();
  return { name: field("event"), data: field("data") };
}

/** Whether the operation that is about to run is a subscription. */
function isSubscription(params, options) {
  const operations = options?.documentAST?.definitions.filter((one) => one.kind === "OperationDefinition") ?? [];
  const chosen = params.operationName
    ? operations.find((one) => one.name?.value === params.operationName)
    : operations[0];
  return chosen?.operation === "subscription";
}

function fetcher(params, options) {
  const run = isSubscription(params, options) ? subscribe : ask;
  return run(params, options?.headers);
}

const root = ReactDOM.createRoot(document.getElementById("graphiql"));

/** Draws GraphiQL anew, which also fetches the schema as the current caller sees it. */
let generation = 0;
function draw() {
  generation += 1;
  root.render(React.createElement(GraphiQL, { fetcher, key: generation, shouldPersistHeaders: false }));
}

document.getElementById("sign-in").addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  const field = document.getElementById("token");
  if (field.value) sessionStorage.setItem(TOKEN_KEY, field.value);
  else sessionStorage.removeItem(TOKEN_KEY);
  document.getElementById("status").textContent = field.value ? "Used until the tab is closed" : "Anonymous";
  field.value = "";
  draw();
});

draw();
