// The page script at an address that the user added: which calendar it is shows in its page. Where it is none of
// these, the request layer is all there is.

import { nextcloud } from "../sites/nextcloud";
import { roundcube } from "../sites/roundcube";
import { sogo } from "../sites/sogo";
import { zimbra } from "../sites/zimbra";
import { start } from "../start";

start([sogo, nextcloud, roundcube, zimbra]);
