"""The page as a browser shows it: on a phone, in the dark, by keyboard, on paper."""

import base64
import json
import re

import pytest

pytestmark = [pytest.mark.needs_chromium, pytest.mark.xdist_group("chromium")]

NAMES = ["city-zh", "city-en", "county-zh", "county-en"]
PHONE, PAPER = 390, 688  # CSS pixels: a small phone, and A4 without its margins

OPEN_ALL = "for (const one of document.querySelectorAll('details')) one.open = true;"

# What sticks out to the right, but for what scrolls inside a frame of its own.
STICKING_OUT = """
return [...document.querySelectorAll('body *')]
  .filter(one => !one.closest('.wall, .skip, .sr') && one.getBoundingClientRect().right > innerWidth + 0.5)
  .map(one => `${one.tagName} ${one.className} ${one.textContent.slice(0, 40)}`).slice(0, 5);
"""

# Every text with less contrast against what is behind it than WCAG AA asks of small text.
TOO_FAINT = """
const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
const behind = one => {
  for (; one; one = one.parentElement) {
    const [r, g, b, a] = numbers(getComputedStyle(one).backgroundColor);
    if (a === undefined || a === 1) return [r, g, b];
  }
  return [255, 255, 255];
};
const found = new Set();
let seen = 0;
for (const one of document.querySelectorAll('body *')) {
  if (one.closest('svg') || ![...one.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
  seen += 1;
  const [a, b] = [light(numbers(getComputedStyle(one).color)), light(behind(one))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < 4.5) found.add(`${one.tagName} ${one.className}: ${ratio.toFixed(2)}`);
}
return {seen, found: [...found]};
"""

# What can be used: marked, so that the keyboard can be seen to come by.
MARK_USABLE = """
const usable = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')]
  .filter(one => one.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}));
usable.forEach((one, i) => one.dataset.usable = i);
return usable.length;
"""

WATCH_THE_FOCUS = """
window.reached = [];
document.addEventListener('focusin', event =>
  window.reached.push([event.target.dataset.usable, getComputedStyle(event.target).outlineStyle]));
"""


def shown(browser, address: str, width: int = 1000, scheme: str = "light", media: str = "screen") -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})
    browser.get(address)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_sticks_out_on_a_phone(browser, pages, name: str) -> None:
    shown(browser, pages[name], PHONE)
    browser.execute_script(OPEN_ALL)
    assert [] == browser.execute_script(STICKING_OUT)
    assert PHONE == browser.execute_script("return document.documentElement.scrollWidth")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_loaded_and_nothing_goes_wrong(browser, pages, name: str) -> None:
    browser.get_log("performance")
    browser.get_log("browser")
    shown(browser, pages[name])
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked_for = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert [pages[name]] == asked_for
    assert [] == browser.get_log("browser")


@pytest.mark.parametrize(("scheme", "media"), [("light", "screen"), ("dark", "screen"), ("dark", "print")])
@pytest.mark.parametrize("name", ["city-zh", "county-en"])
def test_every_text_can_be_read(browser, pages, name: str, scheme: str, media: str) -> None:
    shown(browser, pages[name], scheme=scheme, media=media)
    browser.execute_script(OPEN_ALL)
    result = browser.execute_script(TOO_FAINT)
    assert [] == result["found"]
    assert result["seen"] > 1000


def test_light_and_dark_differ(browser, pages) -> None:
    """So that the contrast in the dark is not that of the light page once more."""
    paper = "return getComputedStyle(document.body).backgroundColor"
    seen = []
    for scheme in ("light", "dark"):
        shown(browser, pages["county-zh"], scheme=scheme)
        seen.append(browser.execute_script(paper))
    assert 2 == len(set(seen))


@pytest.mark.parametrize("name", ["city-en", "county-zh"])
def test_the_keyboard_comes_by_everything(browser, pages, name: str) -> None:
    """And shows where it is."""
    from selenium.webdriver import ActionChains, Keys

    shown(browser, pages[name])
    usable = browser.execute_script(MARK_USABLE)
    browser.execute_script(WATCH_THE_FOCUS)
    ActionChains(browser, duration=0).send_keys(Keys.TAB * (usable + 3)).perform()
    reached = browser.execute_script("return window.reached")
    assert {str(number) for number in range(usable)} <= {number for number, _ in reached}
    assert {"solid"} == {outline for _, outline in reached}
    assert usable > 20


def test_the_keyboard_opens_what_is_folded(browser, pages) -> None:
    from selenium.webdriver import Keys

    shown(browser, pages["county-zh"])
    summary = browser.find_element("css selector", "details:not([open]) > summary")
    summary.send_keys(Keys.ENTER)
    assert browser.execute_script("return arguments[0].parentElement.open", summary)


@pytest.mark.parametrize("name", NAMES)
def test_on_paper_nothing_is_cut_and_nothing_is_folded(browser, pages, name: str) -> None:
    shown(browser, pages[name], PAPER, media="print")
    assert [] == browser.execute_script(STICKING_OUT)
    assert PAPER == browser.execute_script("return document.documentElement.scrollWidth")
    wide = "return [...document.querySelectorAll('.wall')].filter(w => w.scrollWidth > w.clientWidth + 1).length"
    assert 0 == browser.execute_script(wide)
    hidden = "return [...document.querySelectorAll('#rules .rule')].filter(one => !one.checkVisibility()).length"
    assert 0 == browser.execute_script(hidden)


def pages_of(browser) -> int:
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    pdf = base64.b64decode(printed["data"])
    boxes = set(re.findall(rb"/MediaBox ?\[([^\]]*)\]", pdf))
    assert {(595, 842)} == {tuple(round(float(n)) for n in box.split()[2:]) for box in boxes}
    return len(re.findall(rb"/Type ?/Page\b", pdf))


@pytest.mark.parametrize("name", ["city-zh", "county-en"])
def test_it_prints_on_a4(browser, pages, name: str) -> None:
    shown(browser, pages[name])
    assert 5 < pages_of(browser) < 40


def test_of_a_city_one_county_can_be_printed(browser, pages) -> None:
    shown(browser, pages["city-zh"])
    whole = pages_of(browser)
    browser.find_element("link text", "汉阴县").click()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    visible = "return [...document.querySelectorAll('h1, h2, h3')].filter(one => one.checkVisibility()).length"
    assert 1 < browser.execute_script(visible) < 4
    assert "汉阴县" in browser.execute_script("return document.body.innerText")
    assert "汉滨区" not in browser.execute_script("return document.body.innerText")
    assert 1 < pages_of(browser) < whole
