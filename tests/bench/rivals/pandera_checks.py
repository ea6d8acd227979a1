"""pandera: a check for each rule over a pandas frame, validated lazily."""

# needs: pandera pandas

import warnings

warnings.simplefilter("ignore")

from common import all_at_once, columns

from criteria import Columns

import pandas as pd
import pandera.pandas as pa

written = Columns("f[{!r}]", "{}.map(lambda held: {!r} in held)").all()
checks = [pa.Check(eval(f"lambda f: {rule}"), name=name) for name, rule in written.items()]
schema = pa.DataFrameSchema(checks=checks)


def judge(frame):
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as wrong:
        return len(frame), wrong.failure_cases
    return len(frame), None


def read(judged):
    number, cases = judged
    found = [set() for _ in range(number)]
    if cases is not None:
        for name, row in zip(cases["check"], cases["index"], strict=True):
            found[int(row)].add(name)
    return [[name for name in written if name in failed] for failed in found]


all_at_once(lambda units: pd.DataFrame(columns(units)), judge, read)
