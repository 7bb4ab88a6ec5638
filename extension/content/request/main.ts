// The request layer, in the page's own world, before any script of the page: it hears what leaves by fetch and
// XMLHttpRequest, asks the page layer about what commits, and lets go, holds or refuses. It judges nothing, keeps
// nothing, and the page sees no difference.

import { Bond } from "./bond";
import { showNativeText } from "./disguise";
import { wrapFetch } from "./fetch";
import { caldav } from "./services/caldav";
import { google } from "./services/google";
import { outlook } from "./services/outlook";
import { proton } from "./services/proton";
import { roundcube } from "./services/roundcube";
import { sogo } from "./services/sogo";
import { zimbra } from "./services/zimbra";
import { Watch } from "./watch";
import { wrapXhr } from "./xhr";

// The standard comes last: a PUT that one of them knows is its own.
const watch = new Watch([google, outlook, sogo, roundcube, zimbra, proton, caldav], new Bond());
wrapFetch(watch);
wrapXhr(watch);
showNativeText();
