// The requests of Zimbra's web client: SOAP as XML (the form that its appointments are sent in), answered in JSON.
// Addresses in the message say who is mailed; a draft has none.

const escaped = (text) => String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

// Sends one request about an appointment; `done` is told whether the server took it.
export function send(name, appointment, { mailed = true } = {}, done = () => {}) {
  const { title, description, guests, start = "20311124T100000", end = "20311124T103000", repeats = true, invite = "" } = appointment;
  const attendees = guests.map((one) => `<at a="${escaped(one.email)}" d="${escaped(one.name)}" role="${one.optional ? "OPT" : "REQ"}" ptst="NE" rsvp="1"/>`);
  const addresses = mailed ? guests.map((one) => `<e a="${escaped(one.email)}" p="${escaped(one.name)}" t="t"/>`) : [];
  const rule = repeats ? '<recur><add><rule freq="WEE"><interval ival="1"/></rule></add></recur>' : "";
  const cancel = name.startsWith("Cancel");
  const inv = cancel ? "" : `<inv><comp status="CONF" fb="B" class="PUB" transp="O" allDay="0"${mailed ? "" : ' draft="1"'} name="${escaped(title)}">${attendees.join("")}` +
    `<s tz="Europe/Berlin" d="${start}"/><e tz="Europe/Berlin" d="${end}"/>${rule}<or a="me@example.com" d="Me"/></comp></inv>`;
  const body = `<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Header><context xmlns="urn:zimbra">` +
    `<userAgent name="ZimbraWebClient - GC" version="8.8.15"/><session id="20"/><format type="js"/></context></soap:Header><soap:Body>` +
    `<${name} xmlns="urn:zimbraMail"${invite ? ` id="${invite}" comp="0"` : ""}><m l="10">${inv}${addresses.join("")}<su>${escaped(title)}</su>` +
    `<mp ct="multipart/alternative"><mp ct="text/plain"><content>${escaped(description)}</content></mp></mp></m></${name}></soap:Body></soap:Envelope>`;
  const request = new XMLHttpRequest();
  request.open("POST", `/service/soap/${name}`);
  request.setRequestHeader("Content-Type", "application/soap+xml; charset=utf-8");
  request.onreadystatechange = () => request.readyState === 4 && done(request.status === 200);
  request.send(body);
}
