"""Evaluating from many threads at once gives what evaluating one by one gives."""

import gc
import os
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest

import ankang_rules
from ankang_rules import Ruleset
from ankang_rules.model import collector

THREADS = 6
TEXT = """
ruleset demo.pool tier pool
choices offices { chair, audit, training }
indicator fund : money in 元
indicator insured : count in 人
indicator eligible : count in 人
indicator offices filled : set of offices
indicator opened : date
indicator visitors : monthly count in 人
parameter floor = 98%, 99% from 2014-07-01
define rate = insured / eligible
rule rate must rate ≥ floor
rule fund must fund > 100 元
rule offices must offices filled includes {chair, audit}
rule opened must opened is recorded and opened ≤ 2014-06-30
rule visitors must every month (visitors ≥ 10)
"""
DAYS = (date(2014, 5, 31), date(2014, 11, 30), date(2015, 2, 1))


@pytest.fixture
def ruleset() -> Ruleset:
    """A ruleset of which nothing has been worked out yet."""
    return ankang_rules.parse(TEXT, name="pool.rules")


def facts() -> list[dict[str, Any]]:
    draw = random.Random(5)
    return [
        {
            "fund": draw.choice([50, "101.5", None]),
            "insured": draw.randint(95, 100),
            "Eligible": draw.choice([0, 100]),
            "offices filled": draw.choice([["chair"], ["chair", "audit"]]),
            "opened": draw.choice(["2014-06-30", date(2014, 7, 1), "none"]),
            "visitors": [draw.randint(8, 40) for _ in range(12)],
        }
        for _ in range(8)
    ]


def at_once(work: Any) -> list[Any]:
    """Do the same work in all threads, begun at the same moment."""
    ready = Barrier(THREADS)

    def begin(_: int) -> Any:
        ready.wait()
        return work()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(begin, range(THREADS)))


def test_many_threads_find_what_one_does(ruleset: Ruleset) -> None:
    """The first evaluations come at once, while what is worked out once for a ruleset is not there yet."""
    units = facts()

    def work() -> list[Any]:
        return [
            (ruleset.decide(unit, as_of=day).rules, ruleset.evaluate(unit, as_of=day).to_dict()["rules"])
            for day in DAYS
            for unit in units
        ]

    found = at_once(work)
    again = work()
    assert [again] * THREADS == found
    assert all({r["id"]: r["status"] for r in told} == {k: v.value for k, v in rules.items()} for rules, told in again)


def test_the_collector_is_on_when_all_threads_are_done() -> None:
    """The first to come switches it off and on again; who comes meanwhile touches nothing, however late it leaves."""
    first, second = collector.held_off(), collector.held_off()
    assert gc.isenabled()
    first.__enter__()
    assert not gc.isenabled()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector.held_off():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")
def test_a_forked_process_has_its_collector() -> None:
    """The thread that held it off is not there any more."""
    with collector.held_off():
        child = os.fork()
        if not child:
            os._exit(0 if gc.isenabled() else 1)
    assert 0 == os.waitpid(child, 0)[1]
