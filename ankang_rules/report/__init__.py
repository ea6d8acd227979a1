"""What becomes of a judgement once it leaves the program: kept, replayed, compared, printed, handed to machines.

Everything here is made from a judgement and what `explain` says of it; the door's Report has a method for each.
"""
