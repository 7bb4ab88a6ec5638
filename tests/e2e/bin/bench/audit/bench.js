// Times the audit's worker and ical.js: each in a new worker of this page, from the hand-over of the file until every
// occurrence is known; what comes before that, until the worker takes the file, is told beside it. The page is one of
// the extension's own, with its Content-Security-Policy.

const address = name => new URL(name, import.meta.url).href;
const policy = globalThis.trustedTypes?.createPolicy("converel-audit", { createScriptURL: address });

/** `heard` gives nothing, "ready" when the worker takes the file, or the result. */
function run(name, before, handOver, heard) {
  return new Promise((done, failed) => {
    const made = performance.now();
    let given = made;
    const worker = new Worker(policy?.createScriptURL(name) ?? address(name), { type: "module" });
    worker.onerror = event => failed(new Error(event.message));
    worker.onmessage = ({ data }) => {
      let result;
      try {
        result = heard(data);
      } catch (error) {
        failed(error);
        return;
      }
      if (result === undefined) return;
      if (result === "ready") {
        given = performance.now();
        worker.postMessage(handOver);
        return;
      }
      const time = performance.now() - given;
      worker.terminate();
      done({ time, start: given - made, ...result });
    };
    if (before) worker.postMessage(before);
  });
}

const file = () => document.getElementById("file").files[0];

/** Ours. `open`: the worker's first message. */
globalThis.benchOurs = (open, now) =>
  run("audit.js", { message: open }, { message: JSON.stringify({ type: "import", now }), files: [file()] }, data => {
    const said = JSON.parse(data);
    if (said.type === "failed") throw new Error(data);
    if (said.type === "shown") return "ready";
    return said.type === "progress" && said.stage === "expanded" ? { events: said.events } : undefined;
  });

/** Theirs. `from` and `to`: the span, in seconds since the Unix epoch. */
globalThis.benchPeer = (from, to) => run("peer.js", undefined, { file: file(), from, to }, data => data);

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
