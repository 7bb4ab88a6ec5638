// Times the audit's worker and ical.js: each in a new worker of this page, from its making until every occurrence is
// known. The page is one of the extension's own, with its Content-Security-Policy.

const address = name => new URL(name, import.meta.url).href;
const policy = globalThis.trustedTypes?.createPolicy("converel-audit", { createScriptURL: address });

function run(name, messages, heard) {
  return new Promise((done, failed) => {
    const begun = performance.now();
    const worker = new Worker(policy?.createScriptURL(name) ?? address(name), { type: "module" });
    worker.onerror = event => failed(new Error(event.message));
    worker.onmessage = ({ data }) => {
      const result = heard(data);
      if (result === undefined) return;
      const time = performance.now() - begun;
      worker.terminate();
      done({ time, ...result });
    };
    for (const message of messages) worker.postMessage(message);
  });
}

const file = () => document.getElementById("file").files[0];

/** Ours, and when the worker was there and when it had opened. `open`: the worker's first message. */
globalThis.benchOurs = (open, now) => {
  const begun = performance.now();
  const told = {};
  return run(
    "audit.js",
    [{ message: open }, { message: JSON.stringify({ type: "import", now }), files: [file()] }],
    data => {
      const said = JSON.parse(data);
      if (said.type === "failed") throw new Error(data);
      if (said.type === "ready") told.ready = performance.now() - begun;
      if (said.type === "shown") told.opened = performance.now() - begun;
      return said.type === "progress" && said.stage === "expanded" ? { ...told, events: said.events } : undefined;
    },
  );
};

/** Theirs. `from` and `to`: the span, in seconds since the Unix epoch. */
globalThis.benchPeer = (from, to) => run("peer.js", [{ file: file(), from, to }], data => data);

/** Begins one of the two; what it tells is put into `told`. */
globalThis.benchBegin = (which, ...rest) => {
  globalThis.told = null;
  which(...rest).then(
    told => {
      globalThis.told = told;
    },
    error => {
      globalThis.told = String(error);
    },
  );
};
globalThis.benchReady = true;
