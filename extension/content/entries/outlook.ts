// The page script on the hosts of its calendar, which the manifest names.

import { hearWindows, outlook } from "../sites/outlook";
import { start } from "../start";

const gatekeeper = start([outlook]);
hearWindows((invite) => gatekeeper.wentThrough(invite));
