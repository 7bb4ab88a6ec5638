// The page script on the hosts of its calendar, which the manifest names.

import { proton } from "../sites/proton";
import { start } from "../start";

start([proton]);
