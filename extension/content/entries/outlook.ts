// The page script on the hosts of its calendar, which the manifest names.

import { outlook } from "../sites/outlook";
import { start } from "../start";

start([outlook]);
