// The page script on the hosts of its calendar, which the manifest names.

import { google } from "../sites/google";
import { start } from "../start";

start([google]);
