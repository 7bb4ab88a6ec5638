// The natives, untouched.

import { observed } from "./observed.js";

observed().then((all) => postMessage(all));
