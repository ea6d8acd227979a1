"""Polars: a column of truths for each rule and the verdict, over a frame in memory."""

# needs: polars

from common import all_at_once, by_row, columns

from criteria import Columns

import polars as pl

written = Columns('pl.col("{}")', '{}.list.contains("{}")').all()
rules = [eval(rule).alias(name) for name, rule in written.items()]  # the texts are those of criteria.py
passes = pl.all_horizontal(list(written)).alias("passes")


def judge(frame):
    return frame.lazy().select(rules).with_columns(passes).collect()


def read(judged):
    return by_row({name: judged[name].to_list() for name in written})


all_at_once(lambda units: pl.DataFrame(columns(units)), judge, read)
