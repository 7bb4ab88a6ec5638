//! A chart as a file: an SVG that needs nothing beside it, or a PNG made from that, twice the size. The drawing is
//! copied onto a light sheet out of sight, where `audit.css` has light colours whatever the page's are; what its
//! classes came to there is written down as attributes, and title, finding and key are added, which stand beside it
//! on the page.

use crate::download;
use converel_browser::clock;
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Document, Element, HtmlCanvasElement, HtmlImageElement,
    NodeList, Url, Window, XmlSerializer,
};

const SVG: &str = "http://www.w3.org/2000/svg";
const MARGIN: f64 = 16.0;
/// The heights of the title's line, the finding's, and a key's.
const TITLE: f64 = 24.0;
const FINDING: f64 = 22.0;
const KEY: f64 = 20.0;
/// From a key's colour to its words.
const KEY_WORDS: f64 = 24.0;
/// How many dots of the PNG stand for one unit.
const DENSITY: f64 = 2.0;

/// What a class can say of a mark.
const PROPERTIES: [&str; 12] = [
    "direction",
    "fill",
    "fill-opacity",
    "font-family",
    "font-size",
    "font-weight",
    "opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
];

/// A drawing that needs nothing beside it.
struct Picture {
    text: String,
    width: f64,
    height: f64,
}

/// Saves the chart in the figure of this id; gives the file's name.
///
/// # Errors
/// In the browser's own words.
pub(super) async fn save(id: &str, as_png: bool) -> Result<String, String> {
    let words = |error: JsValue| error.as_string().unwrap_or_else(|| format!("{error:?}"));
    let window = web_sys::window().ok_or("no window")?;
    let picture = picture(&window, id).map_err(words)?;
    let day = clock::civil(clock::now()).map(|now| now.date().to_string()).unwrap_or_default();
    let name = format!("converel-{id}-{day}.{}", if as_png { "png" } else { "svg" });
    if as_png {
        let blob = png(&window, &picture).await.map_err(words)?;
        download::save_blob(&name, &blob).map_err(words)?;
    } else {
        download::save(&name, "image/svg+xml", &picture.text).map_err(words)?;
    }
    Ok(name)
}

fn picture(window: &Window, id: &str) -> Result<Picture, JsValue> {
    let document = window.document().ok_or(JsValue::NULL)?;
    let figure = document.get_element_by_id(id).ok_or(JsValue::NULL)?;
    let sheet = document.create_element("div")?;
    sheet.set_class_name("light-sheet");
    sheet.set_attribute("aria-hidden", "true")?;
    // In the figure, so that the same rules hold for it.
    figure.append_child(&sheet)?;
    let made = compose(window, &document, &figure, &sheet);
    sheet.remove();
    made
}

fn compose(
    window: &Window,
    document: &Document,
    figure: &Element,
    sheet: &Element,
) -> Result<Picture, JsValue> {
    let drawn = figure.query_selector(":scope > .room > svg.plot")?.ok_or("nothing is drawn")?;
    let size = drawn.get_attribute("viewBox").unwrap_or_default();
    let mut size = size.split(' ').skip(2).map(|length| length.parse::<f64>().unwrap_or_default());
    let (width, height) = (size.next().unwrap_or_default(), size.next().unwrap_or_default());
    let right_to_left = window
        .get_computed_style(&drawn)?
        .is_some_and(|style| style.get_property_value("direction").is_ok_and(|direction| direction == "rtl"));
    let full = width + 2.0 * MARGIN;
    // From the reading start.
    let left = |start: f64, width: f64| if right_to_left { full - start - width } else { start };

    let whole = document.create_element_ns(Some(SVG), "svg")?;
    whole.set_attribute("class", "plot")?;
    let ground = add(document, &whole, "rect", "ground", &[])?;
    let text_of = |selector: &str| -> Result<String, JsValue> {
        Ok(figure.query_selector(selector)?.and_then(|element| element.text_content()).unwrap_or_default())
    };
    let (title, finding) = (text_of(":scope > figcaption > h3")?, text_of(":scope > figcaption > .finding")?);
    add(document, &whole, "title", "", &[])?.set_text_content(Some(&title));
    add(document, &whole, "desc", "", &[])?.set_text_content(Some(&finding));

    let mut y = MARGIN + 14.0;
    let line = |class: &str, start: f64, y: f64, words: &str| -> Result<(), JsValue> {
        let place = [("x", left(start, 0.0)), ("y", y)];
        add(document, &whole, "text", class, &place)?.set_text_content(Some(words));
        Ok(())
    };
    line("picture-title", MARGIN, y, &title)?;
    y += TITLE;
    // Words do not wrap in a drawing: what is too long for one line is in the description.
    if super::scale::width_of(&finding) <= width {
        line("name", MARGIN, y, &finding)?;
        y += FINDING;
    }
    let mut x = MARGIN;
    let keys = figure.query_selector_all(":scope > figcaption .chart-key")?;
    for key in elements(&keys) {
        let words = key.text_content().unwrap_or_default();
        let needed = KEY_WORDS + super::scale::width_of(&words);
        if x > MARGIN && x + needed > full - MARGIN {
            x = MARGIN;
            y += KEY;
        }
        if let Some(swatch) = key.query_selector("svg")? {
            let swatch: Element = swatch.clone_node_with_deep(true)?.unchecked_into();
            let is_line = swatch.get_attribute("class").is_some_and(|class| class.contains("line"));
            let swatch_width = if is_line { 18.0 } else { 12.0 };
            for (name, value) in
                [("x", left(x, swatch_width)), ("y", y - 10.0), ("width", swatch_width), ("height", 12.0)]
            {
                swatch.set_attribute(name, &value.to_string())?;
            }
            whole.append_child(&swatch)?;
        }
        line("name", x + KEY_WORDS, y, &words)?;
        x += needed + MARGIN;
    }
    if keys.length() > 0 {
        y += KEY;
    }
    y -= 4.0;

    let copy: Element = drawn.clone_node_with_deep(true)?.unchecked_into();
    for (name, value) in [("x", MARGIN), ("y", y), ("width", width), ("height", height)] {
        copy.set_attribute(name, &value.to_string())?;
    }
    whole.append_child(&copy)?;
    let high = y + height + MARGIN;
    for element in [&whole, &ground] {
        element.set_attribute("width", &full.to_string())?;
        element.set_attribute("height", &high.to_string())?;
    }
    whole.set_attribute("viewBox", &format!("0 0 {full} {high}"))?;
    sheet.append_child(&whole)?;
    write_down_styles(window, &whole)?;
    let text = XmlSerializer::new()?.serialize_to_string(&whole)?;
    Ok(Picture { text, width: full, height: high })
}

/// An element of the drawing, put at its end.
fn add(
    document: &Document,
    whole: &Element,
    name: &str,
    class: &str,
    lengths: &[(&str, f64)],
) -> Result<Element, JsValue> {
    let element = document.create_element_ns(Some(SVG), name)?;
    if !class.is_empty() {
        element.set_attribute("class", class)?;
    }
    for (name, length) in lengths {
        element.set_attribute(name, &length.to_string())?;
    }
    whole.append_child(&element)?;
    Ok(element)
}

/// Puts what classes came to in attributes, and takes away what only the page understands.
fn write_down_styles(window: &Window, whole: &Element) -> Result<(), JsValue> {
    let marks = whole.query_selector_all("rect, line, text")?;
    for mark in elements(&marks) {
        let Some(style) = window.get_computed_style(&mark)? else { continue };
        let has_stroke = style.get_property_value("stroke")? != "none";
        for property in PROPERTIES {
            let of_text = property.starts_with("font") || matches!(property, "direction" | "text-anchor");
            let counts = if of_text {
                mark.tag_name() == "text"
            } else {
                has_stroke || !property.starts_with("stroke")
            };
            let value = style.get_property_value(property)?;
            let usual = value.is_empty() || (property.ends_with("opacity") && value == "1");
            if counts && !usual {
                mark.set_attribute(property, &value)?;
            }
        }
    }
    // Only now: while styles are read, the classes of what is around a mark count.
    for element in elements(&whole.query_selector_all("*")?) {
        for name in ["class", "role", "aria-label", "aria-hidden"] {
            element.remove_attribute(name)?;
        }
    }
    whole.remove_attribute("class")?;
    whole.set_attribute("role", "img")
}

fn elements(nodes: &NodeList) -> impl Iterator<Item = Element> {
    (0..nodes.length()).filter_map(|index| nodes.get(index)).filter_map(|node| node.dyn_into().ok())
}

async fn png(window: &Window, picture: &Picture) -> Result<Blob, JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("image/svg+xml");
    let parts = js_sys::Array::of1(&JsValue::from_str(&picture.text));
    let address = Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &kind)?)?;
    let drawn = drawn(window, picture, &address).await;
    Url::revoke_object_url(&address)?;
    let canvas = drawn?;
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        if let Err(error) = canvas.to_blob_with_type(&resolve, "image/png") {
            // A promise's own function throws nothing.
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    JsFuture::from(promise).await?.dyn_into::<Blob>()
}

async fn drawn(window: &Window, picture: &Picture, address: &str) -> Result<HtmlCanvasElement, JsValue> {
    let image = HtmlImageElement::new()?;
    let loaded = Promise::new(&mut |resolve: Function, reject: Function| {
        image.set_onload(Some(&resolve));
        image.set_onerror(Some(&reject));
    });
    image.set_src(address);
    JsFuture::from(loaded).await.map_err(|_| JsValue::from_str("the picture could not be drawn"))?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    let (width, height) = (picture.width * DENSITY, picture.height * DENSITY);
    canvas.set_width(width.round() as u32);
    canvas.set_height(height.round() as u32);
    let context =
        canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into::<CanvasRenderingContext2d>();
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    Ok(canvas)
}
