"""The pages that a browser looks at, and the browser."""

import shutil
from collections.abc import Iterator

import pytest

import ankang_rules

CITY = "rulesets/ankang/demo/city/city.yaml"
COUNTY = "汉阴县"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def pages(tmp_path_factory, request) -> dict[str, str]:
    """The address of the page of the demonstration city, and of one county of it, in each language."""
    folder = tmp_path_factory.mktemp("pages")
    city = ankang_rules.load("ankang.programme").evaluate(request.config.rootpath / CITY)
    found = {}
    visits = {"city": {}, "county": {"by": "2016-06-30", "max_age": "12 months"}}
    for name, report in {"city": city, "county": city.find(COUNTY)}.items():
        for lang in ("zh", "en"):
            file = folder / f"{name}-{lang}.html"
            file.write_text(report.to_html(lang, **visits[name]), encoding="utf-8")
            found[f"{name}-{lang}"] = file.as_uri()
    return found


def program(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    assert found, f"these tests need {names[0]}: apt-get install chromium chromium-driver"
    return found


@pytest.fixture(scope="session")
def browser(tmp_path_factory) -> Iterator[object]:
    """A headless Chromium with an empty profile."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = program(*BROWSERS)
    profile = tmp_path_factory.mktemp("profile")
    for option in ("headless=new", "no-sandbox", "disable-gpu", "hide-scrollbars", f"user-data-dir={profile}"):
        options.add_argument(f"--{option}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(program("chromedriver")))
    yield driver
    driver.quit()
